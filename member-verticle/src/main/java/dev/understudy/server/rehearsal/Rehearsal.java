package dev.understudy.server.rehearsal;

import dev.understudy.group.Mode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Plays a fail-over in memory, again and again for a moment: a group of three, whose master
 * disappears and comes back, and a client. A process that has only been a backup has never loaded
 * the classes of a master, nor compiled them; without this it did so while nobody answered. What is
 * played touches nothing outside.
 */
public final class Rehearsal {

  /** After that no other play begins. */
  public static final Duration LONGEST = Duration.ofMillis(500);

  /** So often it is played at most. */
  public static final int MOST_TIMES = 20;

  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private Rehearsal() {}

  /** Whether it is still to be played; true once in the life of a process. */
  public static boolean isDue() {
    return BEGUN.compareAndSet(false, true);
  }

  /**
   * Plays until it is done or the time is over; takes a processor meanwhile.
   *
   * @param nanoTime a clock that only goes on
   * @return how often it was played to the end
   * @throws IllegalStateException if a play did not end as it should
   */
  public static int play(Mode mode, LongSupplier nanoTime) {
    long end = nanoTime.getAsLong() + LONGEST.toNanos();
    int times = 0;
    while (times < MOST_TIMES && nanoTime.getAsLong() - end < 0) {
      new Play(mode, times).run();
      times++;
    }
    return times;
  }
}
