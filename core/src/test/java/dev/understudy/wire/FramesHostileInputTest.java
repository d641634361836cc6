package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.member.ReplicationMessage.Append;
import dev.understudy.wire.Frame.CheckNowFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.ServerFrame;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Promise 6 of the protocol, at the border: bytes end as a frame or as a typed refusal. */
class FramesHostileInputTest {

  private static final int INPUTS = 20_000;
  private static final SessionId SESSION = new SessionId(EntryKey.NONE);

  private final Frames frames = new Frames(ValueSamples.MOST_PAYLOAD, 100_000);

  @Test
  void takesOrRefusesWhateverTheBytesAre() {
    FrameSamples samples = new FrameSamples(3);
    int[] taken = new int[1];
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < INPUTS; i++) {
            Buffer bytes = damaged(frames.encode(samples.frame()), samples.random);
            if (frames.decode(bytes) instanceof Decoded.Ok ok) {
              assertThat(frames.decode(frames.encode(ok.frame()))).isEqualTo(ok);
              taken[0]++;
            }
          }
        });
    assertThat(taken[0]).as("some damage leaves a frame").isBetween(1, INPUTS / 2);
  }

  @Test
  void takesOrRefusesRandomBodiesOfEveryKind() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < INPUTS; i++) {
      byte[] bytes = new byte[3 + random.nextInt(200)];
      random.nextBytes(bytes);
      bytes[0] = Frames.MAGIC;
      bytes[1] = Frames.VERSION;
      bytes[2] = (byte) random.nextInt(14);
      assertThat(frames.decode(Buffer.buffer(bytes))).isNotNull();
    }
  }

  @Test
  void refusesEveryBeginningOfAFrame() {
    FrameSamples samples = new FrameSamples(5);
    for (int i = 0; i < 300; i++) {
      Buffer whole = frames.encode(samples.frame());
      for (int length = 0; length < whole.length(); length++) {
        assertThat(frames.decode(whole.getBuffer(0, length))).isInstanceOf(Decoded.Malformed.class);
      }
    }
  }

  @Test
  void refusesBytesBehindAFrame() {
    Buffer bytes = frames.encode(new CheckNowFrame("g")).copy().appendByte((byte) 0);
    assertThat(frames.decode(bytes)).isEqualTo(new Decoded.Malformed("1 bytes too many"));
  }

  @Test
  void namesAVersionThatItDoesNotSpeak() {
    Buffer bytes = frames.encode(new CheckNowFrame("g")).setByte(1, (byte) 200);
    assertThat(frames.decode(bytes)).isEqualTo(new Decoded.UnknownVersion(200));
  }

  @Test
  void doesNotLookAtAFrameThatIsTooLong() {
    assertThat(frames.decode(Buffer.buffer(new byte[100_001])))
        .isEqualTo(new Decoded.TooLarge(100_001, 100_000));
  }

  @Test
  void refusesAPayloadOverTheBound() {
    ClientMessage tooLong =
        new ClientMessage.Query(1, Bytes.of(new byte[ValueSamples.MOST_PAYLOAD + 1]));
    assertMalformed(new ClientFrame(Addresses.client("c"), tooLong));
  }

  @Test
  void refusesNumbersThatWouldOverflow() {
    assertMalformed(
        append(new Epoch(Generation.FIRST, Long.MAX_VALUE, ServerId.NONE, Incarnation.NONE)));
    assertMalformed(append(new Epoch(Generation.FIRST, 1, ServerId.NONE, new Incarnation(-1, 0))));
    assertMalformed(
        append(new Epoch(Generation.FIRST, 1, ServerId.NONE, new Incarnation(Long.MAX_VALUE, 0))));
  }

  @Test
  void refusesAClientWhoseRepliesWouldGoToAServer() {
    ClientAddress server = new ClientAddress(Addresses.server("g", new ServerId(1)));
    assertMalformed(new ClientFrame(server, new ClientMessage.WhoIsMaster()));
  }

  @Test
  void refusesRequestsThatDoNotAscend() {
    List<Call> calls = List.of(new Call(2, Bytes.EMPTY), new Call(2, Bytes.EMPTY));
    assertMalformed(
        new ClientFrame(Addresses.client("c"), new ClientMessage.Requests(SESSION, 0, -1, calls)));
  }

  @Test
  void refusesEntriesThatDoNotFormALog() {
    Epoch first = Epoch.NONE.next(new ServerId(1), Incarnation.NONE);
    Epoch second = first.next(new ServerId(2), Incarnation.NONE);
    assertMalformed(append(first, entry(2, first, 0)));
    assertMalformed(append(first, entry(1, first, 0), entry(3, first, 0)));
    assertMalformed(append(first, entry(1, second, 0)));
    assertMalformed(append(second, entry(1, second, 0), entry(2, first, 0)));
    assertMalformed(append(first, entry(1, first, 5), entry(2, first, 4)));
  }

  @Test
  void takesOrRefusesAShortFrameThatClaimsManyElements() {
    Epoch epoch = Epoch.NONE.next(new ServerId(1), Incarnation.NONE);
    Buffer bytes = frames.encode(append(epoch, entry(1, epoch, 0)));
    for (int i = 3; i < bytes.length() - 2; i++) {
      Buffer claim = bytes.copy().setByte(i, (byte) 0xff).setByte(i + 1, (byte) 0xff);
      assertThat(frames.decode(claim.setByte(i + 2, (byte) 0x03))).isNotNull();
    }
  }

  private void assertMalformed(Frame frame) {
    assertThat(frames.decode(frames.encode(frame))).isInstanceOf(Decoded.Malformed.class);
  }

  private static Entry entry(long index, Epoch epoch, long clockMillis) {
    return new Entry(index, epoch, clockMillis, new Command.Empty());
  }

  private static ServerFrame append(Epoch epoch, Entry... entries) {
    Append append = new Append(epoch, 1, EntryKey.NONE, List.of(entries), 0, InSync.NONE);
    return new ServerFrame(new ServerId(1), Incarnation.NONE, 7, append);
  }

  private static Buffer damaged(Buffer whole, SplittableRandom random) {
    byte[] bytes = whole.getBytes();
    switch (random.nextInt(4)) {
      case 0 -> {
        int flips = random.nextInt(1, 4);
        for (int i = 0; i < flips; i++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      case 2 -> {
        return whole.getBuffer(0, random.nextInt(bytes.length + 1));
      }
      default -> random.nextBytes(bytes);
    }
    return Buffer.buffer(bytes);
  }
}
