package dev.understudy.log;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Immutable bytes in several arrays: what is too long to be copied into one. Made by {@link
 * PiecesWriter}; all arrays but the last are of one length, a multiple of eight.
 */
public final class Pieces {

  private final NavigableMap<Integer, Bytes> pieces = new TreeMap<>();
  private final int length;

  Pieces(List<Bytes> inOrder) {
    int from = 0;
    for (Bytes piece : inOrder) {
      pieces.put(from, piece);
      from += piece.length();
    }
    length = from;
  }

  public int length() {
    return length;
  }

  /** The part from {@code from}, {@code size} bytes long; without a copy where one array has it. */
  public Bytes slice(int from, int size) {
    if (from < 0 || size < 0 || from > length - size) {
      throw new IndexOutOfBoundsException(
          from + " + " + size + " is outside of " + length + " bytes");
    }
    if (size == 0) {
      return Bytes.EMPTY;
    }
    Map.Entry<Integer, Bytes> first = pieces.floorEntry(from);
    int offset = from - first.getKey();
    if (offset + size <= first.getValue().length()) {
      return first.getValue().slice(offset, size);
    }
    byte[] copy = new byte[size];
    for (int at = 0; at < size; ) {
      Map.Entry<Integer, Bytes> next = pieces.floorEntry(from + at);
      int start = from + at - next.getKey();
      int part = Math.min(size - at, next.getValue().length() - start);
      next.getValue().slice(start, part).copyTo(copy, at);
      at += part;
    }
    return Bytes.of(copy);
  }

  /** All of it in one array. */
  public Bytes toBytes() {
    return slice(0, length);
  }

  /** The digest that the same bytes have in one array. */
  public long digest(long state) {
    long result = Digest.mix(state, length);
    for (Bytes piece : pieces.values()) {
      result = Digest.mixAll(result, piece);
    }
    return result;
  }
}
