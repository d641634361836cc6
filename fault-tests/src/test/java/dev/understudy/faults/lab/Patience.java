package dev.understudy.faults.lab;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what is to be so soon, not for ever. */
final class Patience {

  private static final long MOST_SECONDS = 60;
  private static final long PAUSE_MILLIS = 20;

  private Patience() {}

  static void await(String what, BooleanSupplier so) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    CountDownLatch never = new CountDownLatch(1);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("waited in vain for: " + what);
      }
      try {
        if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        fail("interrupted");
      }
    }
  }
}
