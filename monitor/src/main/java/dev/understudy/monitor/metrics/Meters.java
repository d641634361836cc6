package dev.understudy.monitor.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * All that a gateway measures and counts. To be used on one event loop, but for {@link #groups} and
 * {@link #scrape}, which take long where there are many groups.
 */
public final class Meters {

  /** The type of what {@link #scrape} returns. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final RequestMeters requests;
  private final EventMeters events;
  private final GroupMeters groups;
  private final GatewayMeters gateway;

  /** Meters for so many groups at most, and so many servers of each. */
  public Meters(int mostGroups, int mostServers) {
    GroupLabels labels = new GroupLabels(mostGroups);
    requests = new RequestMeters(registry, labels);
    events = new EventMeters(registry, labels);
    groups = new GroupMeters(registry, mostServers);
    gateway = new GatewayMeters(registry);
  }

  public RequestMeters requests() {
    return requests;
  }

  public EventMeters events() {
    return events;
  }

  public GroupMeters groups() {
    return groups;
  }

  public GatewayMeters gateway() {
    return gateway;
  }

  /** All of it in Prometheus's text format. From any thread. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  /** Releases it. */
  public void close() {
    registry.close();
  }
}
