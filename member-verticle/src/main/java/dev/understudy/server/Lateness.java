package dev.understudy.server;

/**
 * How much later than they should the turns of an event loop came lately: the most in the last one
 * to two seconds. Not for several threads.
 */
final class Lateness {

  private static final long WINDOW_MILLIS = 1_000;

  /** Less is what schedulers and collectors cost any process, and no reason to wait for others. */
  private static final long UNREMARKABLE_MILLIS = 30;

  private final long dueEveryMillis;
  private long lastMillis;
  private long windowEndsMillis;
  private long most;
  private long mostBefore;

  Lateness(long dueEveryMillis, long nowMillis) {
    this.dueEveryMillis = dueEveryMillis;
    begin(nowMillis);
  }

  /** A turn was not due before that time. */
  void begin(long nowMillis) {
    lastMillis = nowMillis;
    windowEndsMillis = nowMillis + WINDOW_MILLIS;
    most = 0;
    mostBefore = 0;
  }

  /** A turn comes. */
  void turned(long nowMillis) {
    long late = nowMillis - lastMillis - dueEveryMillis;
    lastMillis = nowMillis;
    if (nowMillis >= windowEndsMillis) {
      windowEndsMillis = nowMillis + WINDOW_MILLIS;
      mostBefore = most;
      most = 0;
    }
    most = Math.max(most, late);
  }

  /** The most, or 0 if that is nothing out of the ordinary. */
  long millis() {
    long late = Math.max(most, mostBefore);
    return late < UNREMARKABLE_MILLIS ? 0 : late;
  }
}
