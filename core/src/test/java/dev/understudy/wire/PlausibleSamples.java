package dev.understudy.wire;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;

/** Frames of so few values that they often fit what a server has: the ones that mislead it most. */
final class PlausibleSamples extends FrameSamples {

  static final Incarnation LIFE = new Incarnation(1_000, 1);

  PlausibleSamples(long seed) {
    super(seed);
  }

  @Override
  long natural() {
    return random.nextInt(6);
  }

  @Override
  int whole() {
    return random.nextInt(20) == 0 ? Integer.MAX_VALUE : random.nextInt(4);
  }

  @Override
  long any() {
    return random.nextInt(4);
  }

  @Override
  ServerId server() {
    return new ServerId(random.nextInt(4));
  }

  @Override
  Incarnation incarnation() {
    return random.nextInt(20) == 0 ? new Incarnation(1_000, random.nextInt(3)) : LIFE;
  }

  @Override
  Epoch epoch() {
    return random.nextInt(8) == 0
        ? Epoch.NONE
        : new Epoch(Generation.FIRST, random.nextInt(1, 5), server(), LIFE);
  }

  @Override
  String group() {
    return "kv";
  }
}
