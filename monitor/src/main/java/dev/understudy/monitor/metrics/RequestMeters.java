package dev.understudy.monitor.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** How long requests and queries took that this gateway passed on, by group and outcome. */
public final class RequestMeters {

  /** The outcome of what succeeded; every other one is the code of its error. */
  public static final String OK = "ok";

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Duration[] BUCKETS =
      LongStream.of(
              500,
              1_000,
              2_500,
              5_000,
              10_000,
              25_000,
              50_000,
              100_000,
              250_000,
              500_000,
              1_000_000,
              2_500_000,
              5_000_000,
              10_000_000)
          .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final GroupLabels labels;
  private final Map<Labels, Timer> timers = new HashMap<>();
  private final Map<String, LatencyWindow> windows = new HashMap<>();

  private record Labels(String group, String kind, String outcome) {}

  RequestMeters(MeterRegistry registry, GroupLabels labels) {
    this.registry = registry;
    this.labels = labels;
  }

  /**
   * Counts one that was answered.
   *
   * @param kind {@code request} or {@code query}
   * @param outcome {@link #OK} or the code of its error
   */
  public void answered(String group, String kind, String outcome, long nanos) {
    String label = outcome.equals(OK) ? labels.of(group) : labels.ofAsked(group);
    timers
        .computeIfAbsent(new Labels(label, kind, outcome), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
    windows
        .computeIfAbsent(label, absent -> new LatencyWindow())
        .add(nanos / NANOS_PER_MILLI, System.currentTimeMillis());
  }

  /** At most so long took 99 of 100 that were answered lately; empty if there were none. */
  public OptionalDouble p99Millis(String group) {
    LatencyWindow window = windows.get(group);
    return window == null ? OptionalDouble.empty() : window.p99Millis(System.currentTimeMillis());
  }

  private Timer timer(Labels of) {
    return Timer.builder(Metric.REQUESTS.text())
        .description(Metric.REQUESTS.meaning())
        .tags("group", of.group(), "kind", of.kind(), "outcome", of.outcome())
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
