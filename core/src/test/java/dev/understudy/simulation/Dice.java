package dev.understudy.simulation;

import java.util.List;

/** All chance of a schedule: the same seed throws the same (SplitMix64). */
final class Dice {

  private long state;

  Dice(long seed) {
    // seeds of neighbouring schedules must not throw alike
    this.state = mixed(seed * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L);
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    return mixed(state);
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(next(), bound);
  }

  /** From {@code least} to {@code most}. */
  long between(long least, long most) {
    return least + Long.remainderUnsigned(next(), most - least + 1);
  }

  boolean chance(int perMille) {
    return perMille > 0 && below(1000) < perMille;
  }

  <T> T of(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  private static long mixed(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
