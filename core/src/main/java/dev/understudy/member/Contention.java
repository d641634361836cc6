package dev.understudy.member;

import dev.understudy.group.ServerId;
import java.util.Set;
import java.util.TreeSet;

/**
 * How crowded elections were lately. Where as many answered as can elect a master, and none was
 * made, their answers came too late or went to several candidates: the next candidate waits twice
 * as long for them, and leaves twice as much to chance before it stands, up to {@link
 * #MOST_DOUBLINGS} times. Else servers that are short of processor time spend it on elections that
 * cannot succeed. Who is answered by fewer is cut off, and stands as often as ever: its election
 * may succeed at any moment.
 */
final class Contention {

  /** Windows of at most a second, by default, and pauses of two and a half. */
  static final int MOST_DOUBLINGS = 3;

  private final Set<ServerId> answered = new TreeSet<>();
  private int doublings;

  /** An answer to a candidate came, in time or not. */
  void answered(ServerId by) {
    answered.add(by);
  }

  /**
   * A candidate gave up, and knows of no master.
   *
   * @param needed so many answers would have made one
   */
  void failed(int needed) {
    doublings = answered.size() >= needed ? Math.min(MOST_DOUBLINGS, doublings + 1) : 0;
    answered.clear();
  }

  /** There is a master. */
  void settled() {
    doublings = 0;
    answered.clear();
  }

  long stretched(long millis) {
    return millis << doublings;
  }
}
