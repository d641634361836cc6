package dev.understudy.simulation;

/**
 * The clock of one process: it starts anywhere, runs faster or slower than time, and what it says
 * of the wall can be wrong and can jump.
 */
final class ServerClock {

  private static final long EPOCH_MILLIS = 1_000_000;

  private final Agenda agenda;
  private long sinceMicros;
  private long localMicros;
  private long perMille;
  private long wallOffsetMillis;

  /**
   * @param perMille local time that passes in 1000 units of time
   */
  ServerClock(Agenda agenda, long startMillis, long perMille, long wallOffsetMillis) {
    this.agenda = agenda;
    this.sinceMicros = agenda.now();
    this.localMicros = startMillis * Agenda.MILLI;
    this.perMille = perMille;
    this.wallOffsetMillis = wallOffsetMillis;
  }

  long millis() {
    return localMicros() / Agenda.MILLI;
  }

  long wallMillis() {
    return EPOCH_MILLIS + agenda.now() / Agenda.MILLI + wallOffsetMillis;
  }

  /** When {@link #millis} will be {@code millis}. */
  long whenIs(long millis) {
    long left = millis * Agenda.MILLI - localMicros();
    return left <= 0 ? agenda.now() : agenda.now() + (left * 1000 + perMille - 1) / perMille;
  }

  void runAt(long newPerMille) {
    localMicros = localMicros();
    sinceMicros = agenda.now();
    perMille = newPerMille;
  }

  void setWallOffset(long millis) {
    wallOffsetMillis = millis;
  }

  private long localMicros() {
    return localMicros + (agenda.now() - sinceMicros) * perMille / 1000;
  }
}
