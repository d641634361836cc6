package dev.understudy.client;

import java.util.SplittableRandom;

/** Makes the pauses of one client, all from one seed. */
final class Backoffs {

  private final SplittableRandom chance;

  Backoffs(SplittableRandom chance) {
    this.chance = chance;
  }

  /** Pauses that begin with {@code firstMillis} and double up to {@code mostMillis}. */
  Backoff between(long firstMillis, long mostMillis) {
    return new Backoff(firstMillis, mostMillis, chance);
  }
}
