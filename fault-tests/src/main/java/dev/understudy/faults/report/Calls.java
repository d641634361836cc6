package dev.understudy.faults.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * What became of some calls.
 *
 * @param ok how many were executed and answered
 * @param failed how many were refused
 * @param unknown how many were given up
 * @param retried how many were sent more than once; empty where nobody counted
 * @param latency of those that were answered; empty if none was
 */
public record Calls(
    long ok, long failed, long unknown, OptionalLong retried, Optional<Latency> latency) {

  /**
   * Percentiles, to three digits, and the longest, exactly.
   *
   * @param p50Nanos half of the calls took no longer
   * @param p99Nanos of a hundred calls, 99 took no longer
   * @param worstNanos no call took longer
   */
  public record Latency(long p50Nanos, long p99Nanos, long worstNanos) {}

  private static final int DIGITS = 3;

  /** Of these calls. */
  public static Calls of(List<Sample> samples) {
    return new Calls(
        count(samples, Outcome.OK),
        count(samples, Outcome.FAILED),
        count(samples, Outcome.UNKNOWN),
        retried(samples),
        latency(samples));
  }

  /** One figure of the latency; empty if no call was answered. */
  public OptionalLong latency(ToLongFunction<Latency> figure) {
    return latency.stream().mapToLong(figure).findFirst();
  }

  private static long count(List<Sample> samples, Outcome outcome) {
    return samples.stream().filter(sample -> sample.outcome() == outcome).count();
  }

  private static OptionalLong retried(List<Sample> samples) {
    return samples.stream().anyMatch(sample -> sample.retries() >= 0)
        ? OptionalLong.of(samples.stream().filter(sample -> sample.retries() > 0).count())
        : OptionalLong.empty();
  }

  private static Optional<Latency> latency(List<Sample> samples) {
    Histogram histogram = new Histogram(DIGITS);
    long worst = 0;
    for (Sample sample : samples) {
      if (sample.outcome() == Outcome.OK) {
        histogram.recordValue(sample.nanos());
        worst = Math.max(worst, sample.nanos());
      }
    }
    if (histogram.getTotalCount() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Latency(
            Math.min(worst, histogram.getValueAtPercentile(50)),
            Math.min(worst, histogram.getValueAtPercentile(99)),
            worst));
  }
}
