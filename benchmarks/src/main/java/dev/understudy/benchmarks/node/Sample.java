package dev.understudy.benchmarks.node;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * The calls that ended in some time.
 *
 * @param latencies in nanoseconds, of those that succeeded
 * @param lastFailure of all times, in words; empty if there was none
 */
record Sample(Histogram latencies, long failed, String lastFailure, long nanos) {

  private static final double MICRO = 1_000;

  /** Calls that nobody timed. */
  static Sample counted(long calls, long nanos) {
    Histogram histogram = new Histogram(1);
    histogram.recordValueWithCount(0, calls);
    return new Sample(histogram, 0, "", nanos);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("completed", latencies.getTotalCount())
        .put("failed", failed)
        .put("lastFailure", lastFailure)
        .put("nanos", nanos)
        .put("p50Micros", percentile(50))
        .put("p99Micros", percentile(99))
        .put("p999Micros", percentile(99.9));
  }

  private double percentile(double percent) {
    return latencies.getValueAtPercentile(percent) / MICRO;
  }
}
