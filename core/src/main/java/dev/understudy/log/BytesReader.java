package dev.understudy.log;

/**
 * Reads what {@link BytesWriter} wrote. Every read is checked: whatever the bytes are, it ends with
 * a value or with {@link MalformedException}.
 */
public final class BytesReader {

  /** The bytes are not what they should be. */
  public static final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  private final Bytes source;
  private final byte[] array;
  private int position;

  public BytesReader(Bytes source) {
    this.source = source;
    this.array = source.array();
  }

  public int remaining() {
    return source.length() - position;
  }

  public int u8() {
    require(1);
    return array[source.offset() + position++] & 0xff;
  }

  public long i64() {
    require(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (array[source.offset() + position++] & 0xff);
    }
    return value;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedException("a number of more than ten bytes");
  }

  /** A number from 0 to {@code most}. */
  public int count(int most) {
    long value = varint();
    if (value < 0 || value > most) {
      throw new MalformedException("a count of " + value + ", at most " + most);
    }
    return (int) value;
  }

  public Bytes bytes(int most) {
    int length = count(most);
    require(length);
    Bytes value = source.slice(position, length);
    position += length;
    return value;
  }

  public String text(int most) {
    return bytes(most).toUtf8();
  }

  /** The bytes that were not read yet. */
  public Bytes rest() {
    Bytes value = source.slice(position, remaining());
    position = source.length();
    return value;
  }

  public void requireEnd() {
    if (remaining() != 0) {
      throw new MalformedException(remaining() + " bytes too many");
    }
  }

  private void require(int length) {
    if (remaining() < length) {
      throw new MalformedException("ends " + (length - remaining()) + " bytes too early");
    }
  }
}
