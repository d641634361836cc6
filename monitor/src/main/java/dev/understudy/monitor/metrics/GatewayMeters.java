package dev.understudy.monitor.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a gateway counts of itself. */
public final class GatewayMeters {

  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private final MeterRegistry registry;
  private final Counter failures;
  private final Map<Metric, AtomicLong> values = new EnumMap<>(Metric.class);
  private final Map<String, Counter> errors = new HashMap<>();
  private final AtomicLong observationMillis = new AtomicLong();

  GatewayMeters(MeterRegistry registry) {
    this.registry = registry;
    failures = counter(Metric.OBSERVATION_FAILURES);
    gauge(Metric.GROUPS);
    gauge(Metric.GROUPS_UNOBSERVED);
    gauge(Metric.GATEWAY_UNDER_WAY);
    gauge(Metric.GATEWAY_CONNECTIONS);
    gauge(Metric.GATEWAY_STREAMS);
    Gauge.builder(
            Metric.OBSERVATION.text(),
            observationMillis,
            millis -> millis.get() / MILLIS_PER_SECOND)
        .description(Metric.OBSERVATION.meaning())
        .baseUnit(Metric.OBSERVATION.unit())
        .register(registry);
    refused("overloaded", 0);
  }

  /** Counts a request that was answered with an error of this code. */
  public void refused(String code) {
    refused(code, 1);
  }

  /** How many groups there are, and how many of them were not observed. */
  public void observed(int groups, int unobserved, long tookMillis) {
    set(Metric.GROUPS, groups);
    set(Metric.GROUPS_UNOBSERVED, unobserved);
    observationMillis.set(tookMillis);
  }

  /** No name server answered. */
  public void observationFailed() {
    failures.increment();
  }

  /** How much is going on. */
  public void load(int requestsUnderWay, int connections, int streams) {
    set(Metric.GATEWAY_UNDER_WAY, requestsUnderWay);
    set(Metric.GATEWAY_CONNECTIONS, connections);
    set(Metric.GATEWAY_STREAMS, streams);
  }

  private void refused(String code, int times) {
    errors
        .computeIfAbsent(
            code,
            absent ->
                Counter.builder(Metric.GATEWAY_ERRORS.text())
                    .description(Metric.GATEWAY_ERRORS.meaning())
                    .tag("code", absent)
                    .register(registry))
        .increment(times);
  }

  private void set(Metric metric, long value) {
    values.computeIfAbsent(metric, absent -> new AtomicLong()).set(value);
  }

  private Counter counter(Metric metric) {
    return Counter.builder(metric.text()).description(metric.meaning()).register(registry);
  }

  private void gauge(Metric metric) {
    AtomicLong value = values.computeIfAbsent(metric, absent -> new AtomicLong());
    Gauge.builder(metric.text(), value, AtomicLong::get)
        .description(metric.meaning())
        .register(registry);
  }
}
