package dev.understudy.faults.measure;

import java.util.concurrent.TimeUnit;

/**
 * Translates between the wall clock, by which logs go, and {@link System#nanoTime}. Right to a
 * millisecond, as long as nobody sets the wall clock meanwhile.
 *
 * @param offsetNanos what nanoTime is ahead of the nanoseconds since 1970
 */
record WallClock(long offsetNanos) {

  /** As both clocks stand now. */
  static WallClock now() {
    return new WallClock(
        System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
  }

  /** A reading of nanoTime. */
  long nanos(long wallMillis) {
    return TimeUnit.MILLISECONDS.toNanos(wallMillis) + offsetNanos;
  }

  /** Milliseconds since 1970. */
  long wallMillis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos - offsetNanos);
  }
}
