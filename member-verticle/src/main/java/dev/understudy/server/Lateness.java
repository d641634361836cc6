package dev.understudy.server;

/**
 * How much later than they should the turns of an event loop came lately: the most in the last one
 * to two seconds. Not for several threads.
 */
final class Lateness {

  private static final long WINDOW_MILLIS = 1_000;

  /** Less is what schedulers and collectors cost any process, and no reason to wait for others. */
  private static final long UNREMARKABLE_MILLIS = 30;

  private long windowEndsMillis;
  private long most;
  private long mostBefore;

  Lateness(long nowMillis) {
    begin(nowMillis);
  }

  /** From now on turns are due; what was before is forgotten. */
  void begin(long nowMillis) {
    windowEndsMillis = nowMillis + WINDOW_MILLIS;
    most = 0;
    mostBefore = 0;
  }

  /** A turn comes that was due at that time. */
  void turned(long nowMillis, long dueMillis) {
    if (nowMillis >= windowEndsMillis) {
      windowEndsMillis = nowMillis + WINDOW_MILLIS;
      mostBefore = most;
      most = 0;
    }
    most = Math.max(most, nowMillis - dueMillis);
  }

  /** The most, or 0 if that is nothing out of the ordinary. */
  long millis() {
    long late = Math.max(most, mostBefore);
    return late < UNREMARKABLE_MILLIS ? 0 : late;
  }
}
