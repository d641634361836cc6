package dev.understudy.monitor.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/** Latencies of the last ten to twenty seconds, to within a quarter of each. */
final class LatencyWindow {

  private static final long HALF_MILLIS = 10_000;
  private static final int BUCKETS = 72;
  private static final double LEAST_MILLIS = 0.05;
  private static final double RATIO = 1.25;

  private long[] current = new long[BUCKETS];
  private long[] previous = new long[BUCKETS];
  private long beganMillis;

  void add(double millis, long nowMillis) {
    rotate(nowMillis);
    current[bucket(millis)]++;
  }

  /** At most so long did 99 of 100 take; empty if there were none. */
  OptionalDouble p99Millis(long nowMillis) {
    rotate(nowMillis);
    long all = Arrays.stream(current).sum() + Arrays.stream(previous).sum();
    long left = (long) Math.ceil(all * 0.99);
    for (int i = 0; i < BUCKETS && all > 0; i++) {
      left -= current[i] + previous[i];
      if (left <= 0) {
        return OptionalDouble.of(LEAST_MILLIS * Math.pow(RATIO, i));
      }
    }
    return OptionalDouble.empty();
  }

  private void rotate(long nowMillis) {
    long age = nowMillis - beganMillis;
    if (age >= HALF_MILLIS) {
      previous = age < 2 * HALF_MILLIS ? current : new long[BUCKETS];
      current = new long[BUCKETS];
      beganMillis = nowMillis;
    }
  }

  private static int bucket(double millis) {
    if (millis <= LEAST_MILLIS) {
      return 0;
    }
    int bucket = (int) Math.ceil(Math.log(millis / LEAST_MILLIS) / Math.log(RATIO));
    return Math.min(BUCKETS - 1, bucket);
  }
}
