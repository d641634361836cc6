package dev.understudy.faults.client;

import java.time.Duration;
import java.util.Collection;

/** The longest time without an answer. */
public final class Gap {

  private Gap() {}

  /**
   * The longest part of a span in which none of these calls was answered; its ends count as
   * answers.
   *
   * @param fromNanos its begin, a reading of {@link System#nanoTime}
   * @param toNanos its end
   */
  public static Duration longest(Collection<Recorded> calls, long fromNanos, long toNanos) {
    long[] answers =
        calls.stream()
            .filter(Recorded::isOk)
            .mapToLong(Recorded::to)
            .filter(to -> to >= fromNanos && to <= toNanos)
            .sorted()
            .toArray();
    long longest = 0;
    long before = fromNanos;
    for (long answer : answers) {
      longest = Math.max(longest, answer - before);
      before = answer;
    }
    return Duration.ofNanos(Math.max(longest, toNanos - before));
  }
}
