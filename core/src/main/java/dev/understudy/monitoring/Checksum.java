package dev.understudy.monitoring;

import dev.understudy.log.Bytes;
import dev.understudy.log.Digest;
import dev.understudy.log.Pieces;

/** The checksum of what is transferred; guards against faults, not forgery. */
public final class Checksum {

  private static final long START = 7;

  private Checksum() {}

  public static long of(Bytes bytes) {
    return Digest.ofBytes(START, bytes);
  }

  /** The same as of the bytes in one array. */
  public static long of(Pieces pieces) {
    return pieces.digest(START);
  }
}
