package dev.understudy.server;

import java.util.ArrayList;
import java.util.List;

/**
 * The deadlines of many servers on one event loop. Setting one costs a place in a list, looking
 * whether any has come costs nothing for those that have not: a timer of the event loop for each
 * server would keep it busy. Not for several threads.
 *
 * <p>What is due is told at the first turn that is not before it. A deadline that is farther off
 * than the wheel goes round is looked at once a round.
 */
final class TimerWheel {

  /** A turn is as long as that; deadlines are met as exactly. */
  static final long TICK_MILLIS = 10;

  private static final int SLOTS = 512;

  /** What one server waits for. */
  static final class Alarm {

    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable rings;
    private long dueTick = NEVER;

    private Alarm(Runnable rings) {
      this.rings = rings;
    }

    /** It does not ring unless it is set again. */
    void cancel() {
      dueTick = NEVER;
    }
  }

  private final List<List<Alarm>> slots = new ArrayList<>(SLOTS);
  private long lastTick;

  TimerWheel(long nowMillis) {
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new ArrayList<>());
    }
    lastTick = nowMillis / TICK_MILLIS;
  }

  /** One that is not set yet. */
  Alarm alarm(Runnable rings) {
    return new Alarm(rings);
  }

  /**
   * The alarm rings at that time, unless it was to ring earlier: then it does, and must be set.
   *
   * @return the turn at which it rings, if it is set anew
   */
  long set(Alarm alarm, long atMillis) {
    long tick = Math.min(Math.max(tickOf(atMillis), lastTick + 1), lastTick + SLOTS - 1);
    if (tick < alarm.dueTick) {
      alarm.dueTick = tick;
      slots.get(slot(tick)).add(alarm);
    }
    return tick * TICK_MILLIS;
  }

  /**
   * The first turn before {@code endMillis} that may have something to ring, or else the end. What
   * was cancelled, or set to an earlier time, may be taken for something.
   */
  long nextTurn(long endMillis) {
    long end = Math.min(tickOf(endMillis), lastTick + SLOTS);
    for (long tick = lastTick + 1; tick < end; tick++) {
      if (!slots.get(slot(tick)).isEmpty()) {
        return tick * TICK_MILLIS;
      }
    }
    return endMillis;
  }

  /** Nobody is rung any more. */
  void clear() {
    slots.forEach(List::clear);
  }

  /** Rings what is due. */
  void turn(long nowMillis) {
    long nowTick = nowMillis / TICK_MILLIS;
    // after a standstill of more than a round each place is looked at once
    long from = Math.max(lastTick + 1, nowTick - SLOTS + 1);
    lastTick = Math.max(lastTick, nowTick);
    // all are taken before any rings: who rings may set a time that belongs in one of these places
    List<List<Alarm>> due = new ArrayList<>();
    for (long tick = from; tick <= nowTick; tick++) {
      take(slot(tick), due);
    }
    due.forEach(alarms -> ring(alarms, nowTick));
  }

  private void take(int slot, List<List<Alarm>> due) {
    if (!slots.get(slot).isEmpty()) {
      due.add(slots.set(slot, new ArrayList<>()));
    }
  }

  private static void ring(List<Alarm> alarms, long nowTick) {
    for (Alarm alarm : alarms) {
      // else it was set to another time since, and stands there too
      if (alarm.dueTick <= nowTick) {
        alarm.dueTick = Alarm.NEVER;
        alarm.rings.run();
      }
    }
  }

  /** The first that is not before that time. */
  private static long tickOf(long millis) {
    return (Math.max(0, millis) + TICK_MILLIS - 1) / TICK_MILLIS;
  }

  private static int slot(long tick) {
    return (int) (tick % SLOTS);
  }
}
