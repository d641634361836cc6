package dev.understudy.simulation;

/** By how much a server is told that it is late: mostly not at all, then for a while by any. */
final class Lateness {

  private static final int LATE_PER_MILLE = 150;

  private final Dice dice;
  private long untilMillis;
  private long late;

  Lateness(Dice dice) {
    this.dice = dice;
  }

  long millis(long nowMillis) {
    if (nowMillis >= untilMillis) {
      untilMillis = nowMillis + dice.between(200, 3_000);
      late = dice.chance(LATE_PER_MILLE) ? dice.between(30, 900) : 0;
    }
    return late;
  }
}
