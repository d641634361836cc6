package dev.understudy.monitor.metrics;

import dev.understudy.group.EventType;
import dev.understudy.monitoring.Trigger;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what happens. The counters of a group begin at 0 when it is first met, so that the first
 * time that something happens is an increase. Values that an event should not have count as {@link
 * #OTHER}: the number of counters does not depend on what is published.
 */
public final class EventMeters {

  private static final String OTHER = "other";

  private static final Set<String> TRIGGERS =
      Arrays.stream(Trigger.values()).map(EventMeters::lower).collect(Collectors.toSet());

  private static final Set<String> RESULTS =
      Set.of("agreement", "unknown", "nameserverbehind", "inconsistency");

  private static final List<String> MANDATES =
      List.of("election", "handover", "renewal", "operator");

  private static final List<String> STEPS =
      List.of("alignment", "synchronization", "state-assignment");

  private final MeterRegistry registry;
  private final GroupLabels labels;
  private final Map<String, EventType> types = new HashMap<>();
  private final Set<String> met = new HashSet<>();

  EventMeters(MeterRegistry registry, GroupLabels labels) {
    this.registry = registry;
    this.labels = labels;
    for (EventType type : EventType.values()) {
      types.put(type.text(), type);
      counter(Metric.EVENTS, "type", type.text());
    }
  }

  /** Begins to count for a group that exists. */
  public void meet(String group) {
    String label = labels.of(group);
    if (met.add(label)) {
      counter(Metric.DUPLICATES, "group", label);
      counter(Metric.SYNCHRONIZATION_FAILURES, "group", label);
      MANDATES.forEach(by -> counter(Metric.ELECTIONS, "group", label, "by", by));
      STEPS.forEach(step -> counter(Metric.RECOVERIES, "group", label, "step", step));
      for (EventType type : EventType.values()) {
        if (type.isAlarming()) {
          counter(Metric.INCIDENTS, "group", label, "type", type.text());
        }
      }
    }
  }

  /**
   * Counts an event; for {@link GroupLabels#UNKNOWN} as long as its group was not met: anybody may
   * publish events of groups that there are not.
   */
  public void happened(String group, String typeName, JsonObject event) {
    Optional<EventType> type = Optional.ofNullable(types.get(typeName));
    counter(Metric.EVENTS, "type", type.map(EventType::text).orElse(OTHER)).increment();
    if (type.isPresent()) {
      count(labels.ofAsked(group), type.get(), event);
    }
  }

  private void count(String label, EventType type, JsonObject event) {
    if (type.isAlarming()) {
      counter(Metric.INCIDENTS, "group", label, "type", type.text()).increment();
    }
    switch (type) {
      case CHECK_COMPLETED ->
          counter(
                  Metric.CHECKS,
                  "group",
                  label,
                  "trigger",
                  oneOf(TRIGGERS, event.getValue("trigger")),
                  "result",
                  oneOf(RESULTS, event.getValue("result")))
              .increment();
      case MASTER_ELECTED ->
          counter(Metric.ELECTIONS, "group", label, "by", oneOf(MANDATES, event.getValue("by")))
              .increment();
      case DUPLICATE_REGISTRATION -> counter(Metric.DUPLICATES, "group", label).increment();
      case SERVER_ALIGNED -> step(label, "alignment");
      case SYNCHRONIZATION_STARTED -> step(label, "synchronization");
      case SYNCHRONIZATION_COMPLETED -> step(label, "state-assignment");
      case SYNCHRONIZATION_FAILED ->
          counter(Metric.SYNCHRONIZATION_FAILURES, "group", label).increment();
      default -> {}
    }
  }

  private void step(String label, String step) {
    counter(Metric.RECOVERIES, "group", label, "step", step).increment();
  }

  private Counter counter(Metric metric, String... tags) {
    return Counter.builder(metric.text())
        .description(metric.meaning())
        .tags(tags)
        .register(registry);
  }

  private static String oneOf(java.util.Collection<String> known, Object value) {
    String text = String.valueOf(value);
    return known.contains(text) ? text : OTHER;
  }

  private static String lower(Trigger trigger) {
    return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
