package dev.understudy.faults.plan;

import java.time.Duration;

/** Time that passes for real: what a fault lasts is a length of time. */
final class Pause {

  private Pause() {}

  static void of(Duration length) {
    try {
      Thread.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
