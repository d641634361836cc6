package dev.understudy.kubernetes.play;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts what becomes of calls. What was late counts for the scene in which it was late; what was
 * wrong is never forgotten. Safe for use by several threads.
 */
final class Counts {

  private final Map<String, Long> again = new TreeMap<>();
  private long acknowledged;
  private long wrong;
  private long late;
  private long slowestNanos;
  private long fromNanos = System.nanoTime();

  /** A call ended, after that time. */
  synchronized void ended(Outcome outcome, long nanos) {
    slowestNanos = Math.max(slowestNanos, nanos);
    switch (outcome.kind()) {
      case ACKNOWLEDGED -> acknowledged++;
      case WRONG -> wrong++;
      case LATE -> late++;
    }
  }

  /**
   * Something is to be sent again.
   *
   * @param why one word: a status, or the name of an exception
   */
  synchronized void again(String why) {
    again.merge(why, 1L, Long::sum);
  }

  /** What was counted since the last time, and all that was ever wrong. */
  synchronized Tally tally() {
    long now = System.nanoTime();
    Tally tally =
        new Tally(
            acknowledged,
            wrong,
            late,
            TimeUnit.NANOSECONDS.toMillis(slowestNanos),
            TimeUnit.NANOSECONDS.toMillis(now - fromNanos),
            again);
    again.clear();
    acknowledged = 0;
    late = 0;
    slowestNanos = 0;
    fromNanos = now;
    return tally;
  }
}
