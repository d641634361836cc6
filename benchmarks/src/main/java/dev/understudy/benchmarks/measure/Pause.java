package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets time pass. */
final class Pause {

  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  /**
   * Waits until it is so. A failure while asking means: not yet.
   *
   * @param what is told in the failure, if it is not so in time
   */
  static void until(String what, Duration most, BooleanSupplier so) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!isSo(so)) {
      if (System.nanoTime() > deadline) {
        throw Failure.error("waited " + most.toSeconds() + " s in vain for " + what);
      }
      of(BETWEEN);
    }
  }

  private static boolean isSo(BooleanSupplier so) {
    try {
      return so.getAsBoolean();
    } catch (Failure e) {
      return false;
    }
  }
}
