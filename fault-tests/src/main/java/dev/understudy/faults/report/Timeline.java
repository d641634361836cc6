package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls over time, in buckets of equal length from the begin of the run, by when they were made.
 *
 * @param bucketNanos the length of a bucket
 * @param buckets what became of the calls of each
 */
record Timeline(long bucketNanos, List<Calls> buckets) {

  /** More would not be told apart on a screen. */
  static final int MOST_BUCKETS = 1200;

  private static final long MILLI = 1_000_000;
  private static final long[] STEPS = {2, 5, 10};

  static Timeline of(List<Sample> samples, Span time) {
    long bucketNanos = bucketNanos(time.nanos());
    int count = (int) ((time.nanos() + bucketNanos - 1) / bucketNanos);
    List<List<Sample>> buckets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      buckets.add(new ArrayList<>());
    }
    for (Sample sample : samples) {
      if (time.contains(sample.fromNanos())) {
        buckets.get((int) ((sample.fromNanos() - time.fromNanos()) / bucketNanos)).add(sample);
      }
    }
    return new Timeline(bucketNanos, buckets.stream().map(Calls::of).toList());
  }

  /** The shortest of 20, 50, 100, 200, 500 ms, ... that is long enough. */
  static long bucketNanos(long nanos) {
    for (long scale = 10 * MILLI; ; scale *= 10) {
      for (long step : STEPS) {
        if (nanos <= step * scale * MOST_BUCKETS) {
          return step * scale;
        }
      }
    }
  }
}
