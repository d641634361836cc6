package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something, not for ever. */
final class Patience {

  private static final long PAUSE_MILLIS = 40;

  private Patience() {}

  /**
   * Waits until it is so. A failure while asking means: not yet.
   *
   * @param what is told in the failure, if it is not so in time: "three members in sync"
   */
  static void await(String what, Duration most, BooleanSupplier so) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!isSo(so)) {
      if (System.nanoTime() > deadline) {
        throw Failure.error("waited " + most.toSeconds() + " s in vain for: " + what);
      }
      pause(PAUSE_MILLIS);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
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
