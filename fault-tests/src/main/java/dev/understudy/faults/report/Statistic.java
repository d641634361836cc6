package dev.understudy.faults.report;

import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Of one figure, taken several times.
 *
 * @param medianNanos the middle one; the mean of the middle two
 * @param worstNanos the longest
 */
public record Statistic(long medianNanos, long worstNanos) {

  /** Of the times at which the figure is known; empty if it never is. */
  public static Optional<Statistic> of(LongStream nanos) {
    long[] known = nanos.sorted().toArray();
    int last = known.length - 1;
    return known.length == 0
        ? Optional.empty()
        : Optional.of(new Statistic((known[last / 2] + known[(last + 1) / 2]) / 2, known[last]));
  }
}
