package dev.understudy.wire;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.member.AdmissionMessage;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.Message;
import dev.understudy.member.MonitoringMessage;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.member.SynchronizationMessage;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.BeatFrame;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.DuplicateRegistrationFrame;
import dev.understudy.wire.Frame.HelloFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.RegistrationsFrame;
import dev.understudy.wire.Frame.RenewalFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import io.vertx.core.buffer.Buffer;

/**
 * Frames to bytes and back. A frame is the magic number, the version, the kind of frame (one byte
 * each), and a body.
 *
 * <ol>
 *   <li>What {@link #encode} writes, {@link #decode} reads back as an equal frame.
 *   <li>{@link #decode} ends with a {@link Decoded} whatever the bytes are, in time and memory that
 *       their number bounds; it never throws.
 *   <li>Payloads of a decoded frame share the buffer's array: it is not to be written to any more.
 * </ol>
 *
 * Safe for use by several threads.
 */
public final class Frames {

  /** The first byte of every frame. */
  public static final int MAGIC = 0x75;

  /** The second byte. Changes with every change of the format. */
  public static final int VERSION = 2;

  /** Longest frame that is taken: 64 MiB. */
  public static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final int REPLICATION = 1;
  private static final int ELECTION = 2;
  private static final int ADMISSION = 3;
  private static final int SYNCHRONIZATION = 4;
  private static final int MONITORING = 5;
  private static final int CLIENT = 6;
  private static final int REPLIES = 7;
  private static final int QUESTION = 8;
  private static final int ANSWER = 9;
  private static final int REGISTRATIONS = 10;
  private static final int DUPLICATE_REGISTRATION = 11;
  private static final int CHECK_NOW = 12;
  private static final int RENEWAL = 13;
  private static final int HELLO = 14;
  private static final int BEAT = 15;

  private static final int HEADER_BYTES = 3;
  private static final int EXPECTED_BYTES = 192;
  private static final int BYTES_PER_REGISTRATION = 160;

  private final int mostPayloadBytes;
  private final int mostBytes;

  /** Frames with payloads and results of at most {@code mostPayloadBytes}. */
  public Frames(int mostPayloadBytes) {
    this(mostPayloadBytes, MOST_BYTES);
  }

  Frames(int mostPayloadBytes, int mostBytes) {
    if (mostPayloadBytes < 0 || mostPayloadBytes > mostBytes) {
      throw new IllegalArgumentException("payload bytes must be 0 to " + mostBytes);
    }
    this.mostPayloadBytes = mostPayloadBytes;
    this.mostBytes = mostBytes;
  }

  public Buffer encode(Frame frame) {
    FrameWriter out = new FrameWriter(EXPECTED_BYTES + expectedBytes(frame));
    out.kind(MAGIC).kind(VERSION);
    write(out, frame);
    return SharedBuffer.of(out.toBytes());
  }

  public Decoded decode(Buffer buffer) {
    if (buffer.length() > mostBytes) {
      return new Decoded.TooLarge(buffer.length(), mostBytes);
    }
    if (buffer.length() < HEADER_BYTES) {
      return new Decoded.Malformed("shorter than a header");
    }
    if ((buffer.getByte(0) & 0xff) != MAGIC) {
      return new Decoded.Malformed("does not begin like a frame");
    }
    int version = buffer.getByte(1) & 0xff;
    if (version != VERSION) {
      return new Decoded.UnknownVersion(version);
    }
    Bytes body = SharedBuffer.bytes(buffer, 2);
    try {
      FrameReader in = new FrameReader(body, mostPayloadBytes);
      Frame frame = read(in);
      in.requireEnd();
      return new Decoded.Ok(frame);
    } catch (MalformedException | IllegalArgumentException e) {
      return new Decoded.Malformed(String.valueOf(e.getMessage()));
    }
  }

  private static int expectedBytes(Frame frame) {
    if (frame instanceof ServerFrame server) {
      if (server.message() instanceof ReplicationMessage message) {
        return ReplicationCodec.expectedBytes(message);
      }
      return server.message() instanceof SynchronizationMessage message
          ? SynchronizationCodec.expectedBytes(message)
          : 0;
    }
    if (frame instanceof ClientFrame client) {
      return ClientCodec.expectedBytes(client.messages());
    }
    if (frame instanceof ReplyFrame replies) {
      return ReplyCodec.expectedBytes(replies.replies());
    }
    if (frame instanceof BeatFrame beat) {
      return BeatCodec.expectedBytes(beat.beat());
    }
    return frame instanceof RegistrationsFrame registrations
        ? registrations.registrations().size() * BYTES_PER_REGISTRATION
        : 0;
  }

  private static void write(FrameWriter out, Frame frame) {
    if (frame instanceof ServerFrame server) {
      writeServer(out, server);
    } else if (frame instanceof ClientFrame client) {
      out.kind(CLIENT);
      ClientCodec.writeAddress(out, client.client());
      out.list(client.messages(), message -> ClientCodec.write(out, message));
    } else if (frame instanceof ReplyFrame replies) {
      out.kind(REPLIES).list(replies.replies(), reply -> ReplyCodec.write(out, reply));
    } else if (frame instanceof QuestionFrame question) {
      out.kind(QUESTION);
      RegistryCodec.write(out, question.question());
    } else if (frame instanceof AnswerFrame answer) {
      out.kind(ANSWER);
      RegistryCodec.write(out, answer.answer());
    } else {
      writePublished(out, frame);
    }
  }

  private static void writePublished(FrameWriter out, Frame frame) {
    if (frame instanceof RegistrationsFrame all) {
      out.kind(REGISTRATIONS).word(all.node()).number(all.from()).number(all.to());
      out.list(all.registrations(), one -> RegistryCodec.writeRegistration(out, one));
    } else if (frame instanceof RenewalFrame renewal) {
      out.kind(RENEWAL).word(renewal.node()).number(renewal.version());
    } else if (frame instanceof HelloFrame hello) {
      out.kind(HELLO).word(hello.node());
    } else if (frame instanceof BeatFrame beat) {
      out.kind(BEAT);
      BeatCodec.write(out, beat.beat());
    } else if (frame instanceof DuplicateRegistrationFrame duplicate) {
      out.kind(DUPLICATE_REGISTRATION).text(duplicate.group()).server(duplicate.retained());
      out.list(duplicate.superseded(), out::server).epoch(duplicate.highest());
    } else if (frame instanceof CheckNowFrame check) {
      out.kind(CHECK_NOW).text(check.group());
    }
  }

  private static void writeServer(FrameWriter out, ServerFrame frame) {
    Message message = frame.message();
    if (message instanceof ReplicationMessage replication) {
      writeSender(out.kind(REPLICATION), frame);
      ReplicationCodec.write(out, replication);
    } else if (message instanceof ElectionMessage election) {
      writeSender(out.kind(ELECTION), frame);
      ElectionCodec.write(out, election);
    } else if (message instanceof AdmissionMessage admission) {
      writeSender(out.kind(ADMISSION), frame);
      AdmissionCodec.write(out, admission);
    } else if (message instanceof SynchronizationMessage synchronization) {
      writeSender(out.kind(SYNCHRONIZATION), frame);
      SynchronizationCodec.write(out, synchronization);
    } else if (message instanceof MonitoringMessage monitoring) {
      writeSender(out.kind(MONITORING), frame);
      MonitoringCodec.write(out, monitoring);
    }
  }

  private static void writeSender(FrameWriter out, ServerFrame frame) {
    out.server(frame.from()).incarnation(frame.incarnation()).word(frame.configurationHash());
  }

  private static Frame read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case REPLICATION, ELECTION, ADMISSION, SYNCHRONIZATION, MONITORING -> readServer(in, kind);
      case CLIENT ->
          new ClientFrame(
              ClientCodec.readAddress(in),
              in.<ClientMessage>list(ClientCodec.MOST_CALLS, () -> ClientCodec.read(in)));
      case REPLIES ->
          new ReplyFrame(in.<ClientReply>list(ReplyCodec.MOST_REPLIES, () -> ReplyCodec.read(in)));
      case QUESTION -> new QuestionFrame(RegistryCodec.readQuestion(in));
      case ANSWER -> new AnswerFrame(RegistryCodec.readAnswer(in));
      case REGISTRATIONS ->
          new RegistrationsFrame(
              in.word(),
              in.natural(),
              in.natural(),
              in.<Registration>list(
                  RegistryCodec.MOST_REGISTRATIONS, () -> RegistryCodec.readRegistration(in)));
      case DUPLICATE_REGISTRATION ->
          new DuplicateRegistrationFrame(
              in.group(),
              in.server(),
              in.list(RegistryCodec.MOST_REGISTRATIONS, in::server),
              in.epoch());
      case CHECK_NOW -> new CheckNowFrame(in.group());
      case RENEWAL -> new RenewalFrame(in.word(), in.natural());
      case HELLO -> new HelloFrame(in.word());
      case BEAT -> new BeatFrame(BeatCodec.read(in));
      default -> throw FrameReader.unknownKind("frame", kind);
    };
  }

  private static ServerFrame readServer(FrameReader in, int kind) {
    return new ServerFrame(in.server(), in.incarnation(), in.word(), readMessage(in, kind));
  }

  private static Message readMessage(FrameReader in, int kind) {
    return switch (kind) {
      case REPLICATION -> ReplicationCodec.read(in);
      case ELECTION -> ElectionCodec.read(in);
      case ADMISSION -> AdmissionCodec.read(in);
      case SYNCHRONIZATION -> SynchronizationCodec.read(in);
      default -> MonitoringCodec.read(in);
    };
  }
}
