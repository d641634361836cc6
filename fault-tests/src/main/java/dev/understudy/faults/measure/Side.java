package dev.understudy.faults.measure;

import java.util.OptionalLong;

/**
 * The memory of one side of a transfer, in bytes.
 *
 * @param heapNeeded in use after a full collection while nothing is transferred: on the side of the
 *     sender before, on that of who joins afterwards
 * @param heapMost the most in use after any collection during it
 * @param residentMost the most memory of the process during it
 * @param residentAfter afterwards
 * @param longestPause of its garbage collector during it, in nanoseconds
 */
record Side(
    OptionalLong heapNeeded,
    OptionalLong heapMost,
    OptionalLong residentMost,
    OptionalLong residentAfter,
    OptionalLong longestPause) {

  /** What the transfer took above what is needed without it, as the collector saw it. */
  OptionalLong above() {
    return heapMost.isPresent() && heapNeeded.isPresent()
        ? OptionalLong.of(Math.max(0, heapMost.getAsLong() - heapNeeded.getAsLong()))
        : OptionalLong.empty();
  }
}
