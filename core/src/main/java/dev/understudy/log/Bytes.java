package dev.understudy.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An immutable piece of a byte array, compared by content. It shares the array it was made of:
 * whoever gives an array away must not write to it again.
 */
public final class Bytes {

  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  /** Takes {@code length} bytes of an array from {@code offset} on. */
  public interface Target {
    void write(byte[] array, int offset, int length);
  }

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  public static Bytes of(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  public static Bytes of(byte[] array, int offset, int length) {
    if (offset < 0 || length < 0 || offset > array.length - length) {
      throw new IndexOutOfBoundsException(
          offset + " + " + length + " is outside of " + array.length + " bytes");
    }
    return length == 0 ? EMPTY : new Bytes(array, offset, length);
  }

  public static Bytes utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return length;
  }

  public byte at(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index + " is outside of " + length + " bytes");
    }
    return array[offset + index];
  }

  /** The part from {@code from}, {@code size} bytes long, without a copy. */
  public Bytes slice(int from, int size) {
    if (from < 0 || size < 0 || from > length - size) {
      throw new IndexOutOfBoundsException(
          from + " + " + size + " is outside of " + length + " bytes");
    }
    return of(array, offset + from, size);
  }

  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /** Hands the bytes on without a copy; the target is not to keep or change the array. */
  public void writeTo(Target target) {
    target.write(array, offset, length);
  }

  public String toUtf8() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** The array behind this piece, for writers that copy it on; not to be written to. */
  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(Digest.ofBytes(Digest.START, this));
  }

  @Override
  public String toString() {
    return length <= 64 ? toUtf8() : length + " bytes";
  }
}
