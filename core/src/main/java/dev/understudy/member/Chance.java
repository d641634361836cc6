package dev.understudy.member;

/** Chance from a seed: the same seed gives the same course (SplitMix64). */
final class Chance {

  private long state;

  Chance(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0 to {@code bound - 1}; 0 if {@code bound} is below 1. */
  long below(long bound) {
    return bound < 1 ? 0 : Long.remainderUnsigned(next(), bound);
  }

  /** Positive, to tell one question or transfer from another. */
  long nonce() {
    return (next() >>> 1) | 1;
  }
}
