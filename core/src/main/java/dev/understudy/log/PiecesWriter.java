package dev.understudy.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes values one after the other into arrays that are not moved when more is needed, so that
 * what is written stands in memory once. {@link BytesReader} reads the values back.
 */
public final class PiecesWriter {

  /** Bytes that can be copied part by part. */
  public interface Source {
    /** Copies {@code length} bytes from {@code from} on into an array. */
    void copy(int from, byte[] array, int offset, int length);
  }

  private static final int FIRST_BYTES = 1024;

  /** As a chunk is by default, so that chunks need no copies; and no giant for the collector. */
  private static final int PIECE_BYTES = 256 * 1024;

  private final List<Bytes> full = new ArrayList<>();
  private byte[] piece = new byte[FIRST_BYTES];
  private int used;
  private long fullLength;

  public long length() {
    return fullLength + used;
  }

  public PiecesWriter u8(int value) {
    reserve();
    piece[used++] = (byte) value;
    return this;
  }

  public PiecesWriter i64(long value) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      u8((int) (value >>> shift));
    }
    return this;
  }

  /** The bytes, behind their length. */
  public PiecesWriter bytes(Bytes value) {
    return bytes(value.length(), partsOf(value));
  }

  /** So many bytes, which are taken part by part, behind their length. */
  public PiecesWriter bytes(int length, Source source) {
    return raw(new BytesWriter(0).varint(length).toBytes()).raw(length, source);
  }

  /** The bytes alone, without their length. */
  public PiecesWriter raw(Bytes value) {
    return raw(value.length(), partsOf(value));
  }

  private PiecesWriter raw(int length, Source source) {
    for (int at = 0; at < length; ) {
      reserve();
      int part = Math.min(length - at, piece.length - used);
      source.copy(at, piece, used, part);
      used += part;
      at += part;
    }
    return this;
  }

  private static Source partsOf(Bytes value) {
    return (from, array, offset, length) -> value.slice(from, length).copyTo(array, offset);
  }

  /** What was written; this writer is not to be used again. */
  public Pieces toPieces() {
    List<Bytes> all = new ArrayList<>(full);
    all.add(Bytes.of(piece, 0, used));
    return new Pieces(all);
  }

  private void reserve() {
    if (used < piece.length) {
      return;
    }
    if (used < PIECE_BYTES) {
      piece = Arrays.copyOf(piece, 2 * used);
      return;
    }
    full.add(Bytes.of(piece));
    fullLength += used;
    piece = new byte[PIECE_BYTES];
    used = 0;
  }
}
