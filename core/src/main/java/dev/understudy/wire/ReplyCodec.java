package dev.understudy.wire;

import dev.understudy.client.ClientReply;
import dev.understudy.client.ClientReply.Done;
import dev.understudy.client.ClientReply.NotMaster;
import dev.understudy.client.ClientReply.OpenRefused;
import dev.understudy.client.ClientReply.QueryDone;
import dev.understudy.client.ClientReply.QueryRefused;
import dev.understudy.client.ClientReply.Refused;
import dev.understudy.client.ClientReply.SessionOpened;
import dev.understudy.client.Refusal;
import java.util.List;

/** What servers send to clients. */
final class ReplyCodec {

  /** Replies in one frame. */
  static final int MOST_REPLIES = 65_536;

  private static final int SESSION_OPENED = 1;
  private static final int OPEN_REFUSED = 2;
  private static final int DONE = 3;
  private static final int REFUSED = 4;
  private static final int QUERY_DONE = 5;
  private static final int QUERY_REFUSED = 6;
  private static final int NOT_MASTER = 7;

  private static final List<Refusal> REFUSALS =
      List.of(
          Refusal.SESSION_EXPIRED,
          Refusal.OVERLOADED,
          Refusal.TOO_LARGE,
          Refusal.INVALID,
          Refusal.OUT_OF_ORDER);

  /** Besides its result, with room for numbers that are high. */
  private static final int BYTES_PER_REPLY = 24;

  private ReplyCodec() {}

  static int expectedBytes(List<ClientReply> replies) {
    int expected = 0;
    for (ClientReply reply : replies) {
      expected += BYTES_PER_REPLY;
      if (reply instanceof Done done) {
        expected += done.result().size();
      } else if (reply instanceof QueryDone done) {
        expected += done.result().size();
      }
    }
    return expected;
  }

  static void write(FrameWriter out, ClientReply reply) {
    if (reply instanceof Done done) {
      out.kind(DONE).session(done.session()).number(done.sequence());
      out.entries().result(done.result());
      out.key(done.key());
    } else if (reply instanceof QueryDone done) {
      out.kind(QUERY_DONE).number(done.queryId());
      out.entries().result(done.result());
      out.number(done.index()).number(done.lag()).flag(done.committed());
    } else if (reply instanceof Refused refused) {
      out.kind(REFUSED).session(refused.session()).number(refused.sequence());
      out.constant(REFUSALS, refused.refusal());
    } else if (reply instanceof QueryRefused refused) {
      out.kind(QUERY_REFUSED).number(refused.queryId()).constant(REFUSALS, refused.refusal());
    } else if (reply instanceof NotMaster notMaster) {
      out.kind(NOT_MASTER).server(notMaster.master()).epoch(notMaster.epoch());
    } else if (reply instanceof SessionOpened opened) {
      out.kind(SESSION_OPENED).word(opened.nonce()).session(opened.session());
    } else if (reply instanceof OpenRefused refused) {
      out.kind(OPEN_REFUSED).word(refused.nonce()).constant(REFUSALS, refused.refusal());
    }
  }

  static ClientReply read(FrameReader in) {
    int kind = in.kind();
    return switch (kind) {
      case SESSION_OPENED -> new SessionOpened(in.word(), in.session());
      case OPEN_REFUSED -> new OpenRefused(in.word(), in.constant(REFUSALS));
      case DONE -> new Done(in.session(), in.natural(), in.entries().result(), in.key());
      case REFUSED -> new Refused(in.session(), in.natural(), in.constant(REFUSALS));
      case QUERY_DONE ->
          new QueryDone(in.number(), in.entries().result(), in.natural(), in.natural(), in.flag());
      case QUERY_REFUSED -> new QueryRefused(in.number(), in.constant(REFUSALS));
      case NOT_MASTER -> new NotMaster(in.server(), in.epoch());
      default -> throw FrameReader.unknownKind("reply", kind);
    };
  }
}
