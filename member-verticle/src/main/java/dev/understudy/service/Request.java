package dev.understudy.service;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One request, at its place in the history of the group: the same on every server, its time and its
 * chance included.
 */
public final class Request {

  private final long index;
  private final long timeMillis;
  private final long seed;
  private final Buffer payload;
  private Optional<RandomGenerator> random = Optional.empty();

  /**
   * A request; services are given theirs, tests of services make their own.
   *
   * @param index place in the history, from 1
   * @param timeMillis milliseconds since 1970
   * @param seed of {@link #random}
   */
  public Request(long index, long timeMillis, long seed, Buffer payload) {
    this.index = index;
    this.timeMillis = timeMillis;
    this.seed = seed;
    this.payload = payload;
  }

  /** What the client sent. The service may keep it. */
  public Buffer payload() {
    return payload;
  }

  /**
   * The time at which the request takes place: milliseconds since 1970 by the master's clock, never
   * less than that of the request before.
   */
  public long time() {
    return timeMillis;
  }

  /**
   * The chance of this request: one generator, which starts from the same seed on every server. Its
   * {@code nextLong} is SplitMix64; the other methods are those of the JDK, so servers of one group
   * that use them run on JDKs that agree on them.
   */
  public RandomGenerator random() {
    if (random.isEmpty()) {
      random = Optional.of(new SplitMix(seed));
    }
    return random.get();
  }

  /**
   * The place of the request in the history of the group: higher than those before, unique, with
   * gaps.
   */
  public long index() {
    return index;
  }

  /** SplitMix64 (Steele, Lea and Flood): fixed here, so that no JDK changes it. */
  private static final class SplitMix implements RandomGenerator {

    private long state;

    SplitMix(long seed) {
      state = seed;
    }

    @Override
    public long nextLong() {
      state += 0x9e3779b97f4a7c15L;
      long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      return mixed ^ (mixed >>> 31);
    }
  }
}
