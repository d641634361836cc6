package dev.understudy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.understudy.log.Bytes;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final int MOST = 10_000;

  /** A service that writes and reads what a test tells it to. */
  private record Scripted(Consumer<SnapshotWriter> write, Consumer<SnapshotReader> read)
      implements Service {

    @Override
    public Buffer execute(Request request) {
      return request.payload();
    }

    @Override
    public Buffer query(Buffer query) {
      return query;
    }

    @Override
    public void snapshot(SnapshotWriter out) {
      write.accept(out);
    }

    @Override
    public void restore(SnapshotReader in) {
      read.accept(in);
    }
  }

  @Test
  void givesBackWhatWasWritten() {
    List<Object> read = new ArrayList<>();
    Service service =
        new Scripted(
            out ->
                out.writeBoolean(true)
                    .writeInt(-7)
                    .writeLong(Long.MIN_VALUE)
                    .writeDouble(0.1)
                    .writeString("gr\u00fc\u00df dich")
                    .writeBuffer(Buffer.buffer(new byte[] {1, 2})),
            in -> {
              read.add(in.readBoolean());
              read.add(in.readInt());
              read.add(in.readLong());
              read.add(in.readDouble());
              read.add(in.readString());
              read.add(in.readBuffer());
              read.add(in.isAtEnd());
            });

    Snapshots.restore(service, Snapshots.capture(service, MOST));

    assertThat(read)
        .containsExactly(
            true,
            -7,
            Long.MIN_VALUE,
            0.1,
            "gr\u00fc\u00df dich",
            Buffer.buffer(new byte[] {1, 2}),
            true);
  }

  @Test
  void refusesAStateOverTheLimit() {
    Service service = new Scripted(out -> out.writeString("x".repeat(100)), in -> {});

    assertThatIllegalStateException()
        .isThrownBy(() -> Snapshots.capture(service, 99))
        .withMessageContaining("limit of 99 bytes");
  }

  @Test
  void saysWhatARestoreReadsWrongly() {
    assertRestoreFails(
        out -> out.writeLong(1),
        SnapshotReader::readString,
        "restore reads a string where snapshot wrote a long");
    assertRestoreFails(
        out -> {}, SnapshotReader::readInt, "restore reads more than snapshot wrote");
    assertRestoreFails(
        out -> out.writeInt(1), in -> {}, "restore left 9 bytes that snapshot had written");
  }

  @Test
  void endsWithAnErrorForAnyBytes() {
    for (int kind = 0; kind < 256; kind++) {
      Bytes state = Bytes.of(new byte[] {(byte) kind, (byte) 0xff, 3});
      assertThatIllegalStateException()
          .isThrownBy(
              () -> Snapshots.restore(new Scripted(out -> {}, SnapshotReader::readBuffer), state));
    }
  }

  @Test
  void theChanceOfARequestIsTheSameEverywhere() {
    Request request = new Request(1, 2, 42, Buffer.buffer());

    assertThat(request.random().nextLong()).isEqualTo(0xbdd732262feb6e95L);
    assertThat(request.random().nextLong()).as("goes on").isEqualTo(0x28efe333b266f103L);
    assertThat(new Request(9, 9, 42, Buffer.buffer()).random().nextInt(100))
        .isEqualTo(new Request(1, 1, 42, Buffer.buffer()).random().nextInt(100));
  }

  private static void assertRestoreFails(
      Consumer<SnapshotWriter> write, Consumer<SnapshotReader> read, String message) {
    Service service = new Scripted(write, read);
    Bytes state = Snapshots.capture(service, MOST);
    assertThatIllegalStateException()
        .isThrownBy(() -> Snapshots.restore(service, state))
        .withMessage(message);
  }
}
