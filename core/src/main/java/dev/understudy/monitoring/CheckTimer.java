package dev.understudy.monitoring;

import java.util.function.LongSupplier;

/**
 * The time-out condition of the mechanism: when the next self-check is due (claims 11, 14, 16, 27).
 */
public final class CheckTimer {

  private final LongSupplier intervalMillis;
  private long dueAt = Long.MAX_VALUE;

  /**
   * A timer that is not armed.
   *
   * @param intervalMillis between the end of one check and the next, at least 1; asked for whenever
   *     the timer is armed
   */
  public CheckTimer(LongSupplier intervalMillis) {
    this.intervalMillis = intervalMillis;
  }

  public void arm(long now) {
    dueAt = now + intervalMillis.getAsLong();
  }

  /** Brings the next check forward, if it is due later and the timer is armed. */
  public void armAtLatest(long at) {
    if (dueAt != Long.MAX_VALUE) {
      dueAt = Math.min(dueAt, at);
    }
  }

  public void disarm() {
    dueAt = Long.MAX_VALUE;
  }

  public boolean isDue(long now) {
    return now >= dueAt;
  }

  public long dueAt() {
    return dueAt;
  }
}
