package dev.understudy.client;

import java.util.SplittableRandom;

/** Pauses that double up to a longest one, each shortened by up to a quarter by chance. */
final class Backoff {

  private final long firstMillis;
  private final long mostMillis;
  private final SplittableRandom chance;
  private long nextMillis;

  Backoff(long firstMillis, long mostMillis, SplittableRandom chance) {
    this.firstMillis = firstMillis;
    this.mostMillis = mostMillis;
    this.chance = chance;
    this.nextMillis = firstMillis;
  }

  /** The next pause, at least a millisecond. */
  long next() {
    long pause = nextMillis - chance.nextLong(nextMillis / 4 + 1);
    nextMillis = Math.min(mostMillis, 2 * nextMillis);
    return Math.max(1, pause);
  }

  /** Begins with the first pause again. */
  void reset() {
    nextMillis = firstMillis;
  }
}
