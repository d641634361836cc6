package dev.understudy.server;

import dev.understudy.group.Priority;
import java.util.ArrayList;
import java.util.List;

/** Finds a server's priority: what was configured, and what the machine is worth. */
final class Calibration {

  private static final int ROUNDS = 5;
  private static final int OPERATIONS = 400_000;
  private static final long CORE = 1_000_000;
  private static final long GIBIBYTE = 1L << 30;

  private Calibration() {}

  /**
   * Takes some milliseconds if {@link PriorityCriterion#SPEED} is asked for: not on an event loop.
   */
  static Priority priority(List<PriorityCriterion> criteria, long weight) {
    List<Long> values = new ArrayList<>();
    for (PriorityCriterion criterion : criteria) {
      values.add(
          switch (criterion) {
            case WEIGHT -> weight;
            case CAPACITY -> capacity(Runtime.getRuntime());
            case SPEED -> speed();
          });
    }
    return new Priority(values);
  }

  private static long capacity(Runtime runtime) {
    return runtime.availableProcessors() * CORE + runtime.maxMemory() / GIBIBYTE;
  }

  /**
   * The binary logarithm of operations in a millisecond: equal machines measure some per cent
   * apart, and that must not move a mastership.
   */
  private static long speed() {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, nanosOfARound(round));
    }
    long perMillisecond = OPERATIONS * 1_000_000L / Math.max(1, best);
    return Long.SIZE - 1L - Long.numberOfLeadingZeros(Math.max(1, perMillisecond));
  }

  private static long nanosOfARound(long seed) {
    long start = System.nanoTime();
    long state = seed;
    for (int i = 0; i < OPERATIONS; i++) {
      state = (state ^ (state >>> 31)) * 0x9e3779b97f4a7c15L + i;
    }
    long elapsed = System.nanoTime() - start;
    // never true, but the compiler cannot know and so computes the loop
    return state == 42 ? elapsed + 1 : elapsed;
  }
}
