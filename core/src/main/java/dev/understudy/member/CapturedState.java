package dev.understudy.member;

import dev.understudy.log.Pieces;
import dev.understudy.monitoring.Checksum;

/**
 * All of a server's state, ready to be given out: the head that {@link Effect.CaptureState} asked
 * for, and what the service wrote behind it.
 *
 * @param checksum of the bytes
 */
public record CapturedState(Pieces bytes, long checksum) {

  /** Takes as long as reading all of it, so it is not to be called where nothing may wait. */
  public static CapturedState of(Pieces bytes) {
    return new CapturedState(bytes, Checksum.of(bytes));
  }
}
