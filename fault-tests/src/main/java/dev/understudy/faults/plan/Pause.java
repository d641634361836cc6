package dev.understudy.faults.plan;

import java.time.Duration;

/** Time that passes for real: what a fault lasts is a length of time. */
public final class Pause {

  private Pause() {}

  /** Lets so much time pass. */
  public static void of(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
