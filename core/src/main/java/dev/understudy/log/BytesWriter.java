package dev.understudy.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes values one after the other into a growing array; {@link BytesReader} reads them back. */
public final class BytesWriter {

  private byte[] array;
  private int length;

  public BytesWriter(int expectedLength) {
    array = new byte[Math.max(16, expectedLength)];
  }

  public int length() {
    return length;
  }

  public BytesWriter u8(int value) {
    reserve(1);
    array[length++] = (byte) value;
    return this;
  }

  public BytesWriter i64(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      array[length++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** A number that is mostly small and not negative: seven bits a byte, at most ten bytes. */
  public BytesWriter varint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      array[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    array[length++] = (byte) rest;
    return this;
  }

  public BytesWriter bytes(Bytes value) {
    return varint(value.length()).raw(value);
  }

  /** The bytes alone, without their length. */
  public BytesWriter raw(Bytes value) {
    reserve(value.length());
    value.copyTo(array, length);
    length += value.length();
    return this;
  }

  public BytesWriter text(String value) {
    return bytes(Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** What was written; this writer is not to be used again. */
  public Bytes toBytes() {
    return Bytes.of(array, 0, length);
  }

  private void reserve(int more) {
    if (array.length - length < more) {
      long wanted = Math.max(2L * array.length, (long) length + more);
      array = Arrays.copyOf(array, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}
