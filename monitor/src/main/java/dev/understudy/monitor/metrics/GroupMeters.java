package dev.understudy.monitor.metrics;

import dev.understudy.monitor.metrics.GroupSummary.ServerSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was observed of the groups last. A group or server that has gone has no figures any more.
 * Bounded in the servers of a group; in groups, it is the observer's. To be used from one thread at
 * a time, whichever it is.
 */
public final class GroupMeters {

  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private static final List<Metric> OF_GROUPS =
      List.of(
          Metric.MASTERS,
          Metric.SERVERS,
          Metric.SERVERS_IN_SYNC,
          Metric.SERVERS_UNREACHABLE,
          Metric.SERVERS_MISSING,
          Metric.COMMIT_INDEX,
          Metric.SESSIONS,
          Metric.IN_FLIGHT,
          Metric.DIVERGED_RECORDS,
          Metric.NAME_SERVERS,
          Metric.NAME_SERVERS_DISAGREE);

  private static final List<Metric> OF_SERVERS =
      List.of(
          Metric.SERVER_IN_SYNC,
          Metric.SERVER_LAG,
          Metric.STATE_TRANSFER_RECEIVED,
          Metric.STATE_TRANSFER_SIZE);

  private final MeterRegistry registry;
  private final int mostServers;
  private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);
  private final Map<String, Times> times = new HashMap<>();

  /** Milliseconds that only grow. */
  private record Times(
      AtomicLong several,
      AtomicLong none,
      FunctionCounter severalCounter,
      FunctionCounter noneCounter) {}

  /** One value for each group or server, of each metric. */
  private static final class Rows {

    private final Map<Metric, List<Row<?>>> rows = new EnumMap<>(Metric.class);

    void add(Metric metric, Tags tags, long value) {
      rows.computeIfAbsent(metric, absent -> new ArrayList<>()).add(Row.of(tags, value));
    }

    List<Row<?>> of(Metric metric) {
      return rows.getOrDefault(metric, List.of());
    }
  }

  GroupMeters(MeterRegistry registry, int mostServers) {
    this.registry = registry;
    this.mostServers = mostServers;
    OF_GROUPS.forEach(metric -> gauges.put(metric, gauge(metric)));
    OF_SERVERS.forEach(metric -> gauges.put(metric, gauge(metric)));
  }

  /** Takes what was observed of all groups. Takes long if there are many. */
  public void observed(List<GroupSummary> groups) {
    Rows rows = new Rows();
    for (GroupSummary group : groups) {
      addGroup(rows, group);
      addServers(rows, group);
      account(group);
    }
    gauges.forEach((metric, gauge) -> gauge.register(rows.of(metric), true));
    forgetAllBut(groups);
  }

  private static void addGroup(Rows rows, GroupSummary group) {
    Tags tags = Tags.of("group", group.group());
    for (Metric metric : OF_GROUPS) {
      rows.add(metric, tags, value(metric, group));
    }
  }

  private static long value(Metric metric, GroupSummary group) {
    return switch (metric) {
      case MASTERS -> group.masters();
      case SERVERS -> group.servers().size();
      case SERVERS_IN_SYNC -> group.inSync();
      case SERVERS_UNREACHABLE -> group.unreachable();
      case SERVERS_MISSING -> group.missing();
      case COMMIT_INDEX -> group.commitIndex();
      case SESSIONS -> group.sessions();
      case IN_FLIGHT -> group.inFlightBytes();
      case DIVERGED_RECORDS -> group.divergedRecords();
      case NAME_SERVERS -> group.nameServers();
      case NAME_SERVERS_DISAGREE -> group.disagree() ? 1 : 0;
      default -> throw new IllegalArgumentException(metric + " is none of a group's");
    };
  }

  private void addServers(Rows rows, GroupSummary group) {
    for (ServerSummary server : group.servers().stream().limit(mostServers).toList()) {
      Tags tags = Tags.of("group", group.group(), "server", Integer.toString(server.serverId()));
      rows.add(Metric.SERVER_IN_SYNC, tags, server.inSync() ? 1 : 0);
      if (server.lag() >= 0) {
        rows.add(Metric.SERVER_LAG, tags, server.lag());
      }
      rows.add(Metric.STATE_TRANSFER_RECEIVED, tags, server.receivedStateBytes());
      rows.add(Metric.STATE_TRANSFER_SIZE, tags, server.totalStateBytes());
    }
  }

  private void account(GroupSummary group) {
    Times of = times.computeIfAbsent(group.group(), this::times);
    of.several().set(group.millisWithSeveralMasters());
    of.none().set(group.millisWithNoMaster());
  }

  private void forgetAllBut(List<GroupSummary> groups) {
    Set<String> observed = new HashSet<>();
    groups.forEach(group -> observed.add(group.group()));
    times
        .entrySet()
        .removeIf(
            one -> {
              boolean gone = !observed.contains(one.getKey());
              if (gone) {
                registry.remove(one.getValue().severalCounter());
                registry.remove(one.getValue().noneCounter());
              }
              return gone;
            });
  }

  private Times times(String group) {
    AtomicLong several = new AtomicLong();
    AtomicLong none = new AtomicLong();
    return new Times(
        several,
        none,
        seconds(Metric.SEVERAL_MASTERS, group, several),
        seconds(Metric.NO_MASTER, group, none));
  }

  private FunctionCounter seconds(Metric metric, String group, AtomicLong millis) {
    return FunctionCounter.builder(metric.text(), millis, value -> value.get() / MILLIS_PER_SECOND)
        .description(metric.meaning())
        .baseUnit(metric.unit())
        .tag("group", group)
        .register(registry);
  }

  private MultiGauge gauge(Metric metric) {
    MultiGauge.Builder builder = MultiGauge.builder(metric.text()).description(metric.meaning());
    return (metric.unit().isEmpty() ? builder : builder.baseUnit(metric.unit())).register(registry);
  }
}
