package dev.understudy.service;

import dev.understudy.log.Bytes;
import dev.understudy.log.BytesReader;
import dev.understudy.log.BytesReader.MalformedException;
import dev.understudy.log.Pieces;
import dev.understudy.log.PiecesWriter;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/**
 * The state of a service to bytes and back: what servers do to bring each other up to date, and
 * what the test of a service does to see that nothing is forgotten.
 */
public final class Snapshots {

  // Every value begins with one of these, so that a read of another kind is noticed.
  private static final int BOOLEAN = 1;
  private static final int INT = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int STRING = 5;
  private static final int BUFFER = 6;

  /** Of a value: its kind, and at most five bytes for its length. */
  private static final long OVERHEAD = 6;

  private Snapshots() {}

  /**
   * The state of {@code service}.
   *
   * @throws IllegalStateException if it is larger than {@code mostBytes}
   */
  public static Bytes capture(Service service, int mostBytes) {
    return capture(Bytes.EMPTY, service, mostBytes).toBytes();
  }

  /**
   * The state of {@code service} behind a head, nowhere copied into one array.
   *
   * @throws IllegalStateException if both are larger than {@code mostBytes}
   */
  public static Pieces capture(Bytes head, Service service, int mostBytes) {
    Writer writer = new Writer(head, mostBytes);
    service.snapshot(writer);
    return writer.out.toPieces();
  }

  /**
   * Gives {@code service} that state.
   *
   * @throws IllegalStateException if the service reads something else than what was written
   */
  public static void restore(Service service, Bytes state) {
    Reader reader = new Reader(state);
    service.restore(reader);
    if (!reader.isAtEnd()) {
      throw new IllegalStateException(
          "restore left " + reader.in.remaining() + " bytes that snapshot had written");
    }
  }

  private static final class Writer implements SnapshotWriter {

    private final PiecesWriter out = new PiecesWriter();
    private final int mostBytes;

    Writer(Bytes head, int mostBytes) {
      this.mostBytes = mostBytes;
      requireRoom(head.length());
      out.raw(head);
    }

    @Override
    public SnapshotWriter writeBoolean(boolean value) {
      begin(BOOLEAN, 1).u8(value ? 1 : 0);
      return this;
    }

    @Override
    public SnapshotWriter writeInt(int value) {
      begin(INT, 8).i64(value);
      return this;
    }

    @Override
    public SnapshotWriter writeLong(long value) {
      begin(LONG, 8).i64(value);
      return this;
    }

    @Override
    public SnapshotWriter writeDouble(double value) {
      begin(DOUBLE, 8).i64(Double.doubleToLongBits(value));
      return this;
    }

    @Override
    public SnapshotWriter writeString(String value) {
      Bytes utf8 = Bytes.utf8(value);
      begin(STRING, utf8.length()).bytes(utf8);
      return this;
    }

    @Override
    public SnapshotWriter writeBuffer(Buffer value) {
      begin(BUFFER, value.length())
          .bytes(
              value.length(),
              (from, array, offset, length) -> value.getBytes(from, from + length, array, offset));
      return this;
    }

    private PiecesWriter begin(int kind, int bytes) {
      requireRoom(bytes + OVERHEAD);
      return out.u8(kind);
    }

    private void requireRoom(long bytes) {
      if (out.length() + bytes > mostBytes) {
        throw new IllegalStateException(
            "the state is larger than the group's limit of " + mostBytes + " bytes");
      }
    }
  }

  private static final class Reader implements SnapshotReader {

    private final BytesReader in;

    Reader(Bytes state) {
      in = new BytesReader(state);
    }

    @Override
    public boolean readBoolean() {
      return read(BOOLEAN, () -> in.u8() == 1);
    }

    @Override
    public int readInt() {
      return read(INT, () -> (int) in.i64());
    }

    @Override
    public long readLong() {
      return read(LONG, in::i64);
    }

    @Override
    public double readDouble() {
      return read(DOUBLE, () -> Double.longBitsToDouble(in.i64()));
    }

    @Override
    public String readString() {
      return read(STRING, () -> in.text(Integer.MAX_VALUE));
    }

    @Override
    public Buffer readBuffer() {
      return read(
          BUFFER,
          () -> {
            Bytes bytes = in.bytes(Integer.MAX_VALUE);
            Buffer buffer = Buffer.buffer(bytes.length());
            bytes.writeTo(buffer::appendBytes);
            return buffer;
          });
    }

    @Override
    public boolean isAtEnd() {
      return in.remaining() == 0;
    }

    private <T> T read(int kind, Supplier<T> value) {
      try {
        int found = in.u8();
        if (found != kind) {
          throw new IllegalStateException(
              "restore reads " + name(kind) + " where snapshot wrote " + name(found));
        }
        return value.get();
      } catch (MalformedException e) {
        throw new IllegalStateException("restore reads more than snapshot wrote", e);
      }
    }

    private static String name(int kind) {
      return switch (kind) {
        case BOOLEAN -> "a boolean";
        case INT -> "an int";
        case LONG -> "a long";
        case DOUBLE -> "a double";
        case STRING -> "a string";
        case BUFFER -> "a buffer";
        default -> "something unknown";
      };
    }
  }
}
