package dev.understudy.member;

/**
 * How crowded elections were lately. Where answers came and no master was made all the same, they
 * came too late or to several candidates: the next candidate waits twice as long for them, and
 * leaves twice as much to chance before it stands, up to {@link #MOST_DOUBLINGS} times. Else
 * servers that are short of processor time spend it on elections that cannot succeed. Who is
 * answered by nobody is alone, and stands as often as ever: its election may succeed at any moment.
 */
final class Contention {

  /** Windows of at most a second, by default, and pauses of two and a half. */
  static final int MOST_DOUBLINGS = 3;

  private int doublings;
  private boolean answered;

  /** An answer to a candidate came, in time or not. */
  void answered() {
    answered = true;
  }

  /** A candidate gave up. */
  void failed() {
    doublings = answered ? Math.min(MOST_DOUBLINGS, doublings + 1) : 0;
    answered = false;
  }

  /** There is a master. */
  void settled() {
    doublings = 0;
    answered = false;
  }

  long stretched(long millis) {
    return millis << doublings;
  }
}
