package dev.understudy.log;

/**
 * The running digest of an executed history (protocol section 9): 64 bits, folded entry by entry.
 * Two servers that executed the same prefix have the same digest; it guards against faults, not
 * forgery.
 *
 * @param index the last entry folded in
 */
public record Digest(long index, long value) {

  /** Of the empty history. */
  public static final Digest EMPTY = new Digest(0, Digest.START);

  static final long START = 0x9e3779b97f4a7c15L;

  private static final long FACTOR = 0xff51afd7ed558ccdL;

  /** The value after {@code next}, an entry that has the digest {@code entry}. */
  public static long fold(long value, long next, long entry) {
    return mix(mix(value, next), entry);
  }

  public static long mix(long state, long word) {
    long mixed = (state ^ word) * FACTOR;
    return mixed ^ (mixed >>> 32);
  }

  public static long ofBytes(long state, Bytes bytes) {
    return mixAll(mix(state, bytes.length()), bytes);
  }

  /** Mixes bytes in, eight at a time; without their length. */
  static long mixAll(long state, Bytes bytes) {
    byte[] array = bytes.array();
    int end = bytes.offset() + bytes.length();
    long result = state;
    int i = bytes.offset();
    for (; i + 8 <= end; i += 8) {
      result = mix(result, wordAt(array, i));
    }
    for (; i < end; i++) {
      result = mix(result, array[i]);
    }
    return result;
  }

  private static long wordAt(byte[] array, int at) {
    return (array[at] & 0xffL)
        | (array[at + 1] & 0xffL) << 8
        | (array[at + 2] & 0xffL) << 16
        | (array[at + 3] & 0xffL) << 24
        | (array[at + 4] & 0xffL) << 32
        | (array[at + 5] & 0xffL) << 40
        | (array[at + 6] & 0xffL) << 48
        | (array[at + 7] & 0xffL) << 56;
  }
}
