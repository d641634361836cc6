package dev.understudy.monitor;

import dev.understudy.monitor.Observer.Observation;
import dev.understudy.monitor.RecentServers.Gone;
import dev.understudy.monitor.metrics.GroupSummary;
import dev.understudy.monitor.metrics.RequestMeters;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All groups at a glance. */
final class Overview {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final Observer observer;
  private final RequestMeters requests;

  Overview(Observer observer, RequestMeters requests) {
    this.observer = observer;
    this.requests = requests;
  }

  /**
   * {@code {"time","ageMillis","observationMillis","groups":[..],"unobserved"}}, the groups by
   * name.
   */
  Future<JsonObject> json() {
    return observer.observe().map(this::json);
  }

  private JsonObject json(Observation seen) {
    Map<String, Long> before = new HashMap<>();
    seen.previous().forEach(group -> before.put(group.group(), group.commitIndex()));
    Map<String, JsonObject> groups = new TreeMap<>();
    for (GroupSummary group : seen.groups()) {
      Double rate = rate(group, before.get(group.group()), seen);
      groups.put(
          group.group(),
          json(group).put("requestsPerSecond", rate).put("concerns", concerns(group, seen)));
    }
    for (Gone gone : seen.gone()) {
      groups.putIfAbsent(gone.group(), json(gone));
    }
    return new JsonObject()
        .put("time", seen.atMillis())
        .put("ageMillis", Math.max(0, System.currentTimeMillis() - seen.beganMillis()))
        .put("observationMillis", observer.observationMillis())
        .put("groups", new JsonArray(List.copyOf(groups.values())))
        .put("unobserved", seen.unobserved());
  }

  private JsonObject json(GroupSummary group) {
    OptionalDouble p99 = requests.p99Millis(group.group());
    return new JsonObject()
        .put("group", group.group())
        .put("mode", group.mode().isEmpty() ? null : group.mode())
        .put("master", group.master() < 0 ? null : group.master())
        .put("epoch", group.epoch().isEmpty() ? null : group.epoch())
        .put("masters", group.masters())
        .put("servers", group.servers().size())
        .put("inSync", group.inSync())
        .put("unreachable", group.unreachable())
        .put("missing", group.missing())
        .put("absent", group.absent())
        .put("commitIndex", group.commitIndex())
        .put("divergedRecords", group.divergedRecords())
        .put("nameServers", group.nameServers())
        .put("millisWithSeveralMasters", group.millisWithSeveralMasters())
        .put("millisWithNoMaster", group.millisWithNoMaster())
        .put("p99Millis", p99.isPresent() ? p99.getAsDouble() : null);
  }

  /** A group without servers, of which nothing is known but that there were some. */
  private JsonObject json(Gone gone) {
    return json(GroupSummary.gone(gone.group(), gone.servers()))
        .putNull("requestsPerSecond")
        .put("concerns", new JsonArray().add("group-gone"));
  }

  /** What a person should look at. */
  private static JsonArray concerns(GroupSummary group, Observation seen) {
    JsonArray concerns = new JsonArray();
    addIf(concerns, seen.untold().contains(group.group()), "not-observed");
    if (!group.isKnown()) {
      return concerns;
    }
    addIf(concerns, group.masters() == 0, "no-master");
    addIf(concerns, group.masters() > 1, "several-masters");
    addIf(concerns, group.unreachable() > 0, "unreachable-server");
    addIf(concerns, group.missing() > 0, "missing-server");
    addIf(concerns, group.absent() > 0, "fewer-servers");
    addIf(concerns, group.inSync() < group.servers().size(), "not-in-sync");
    addIf(concerns, group.divergedRecords() > 0, "diverged-records");
    addIf(concerns, group.disagree(), "name-servers-disagree");
    addIf(concerns, group.silentNameServers() > 0, "name-server-silent");
    return concerns;
  }

  private static void addIf(JsonArray concerns, boolean condition, String concern) {
    if (condition) {
      concerns.add(concern);
    }
  }

  private static @Nullable Double rate(
      GroupSummary group, @Nullable Long before, Observation seen) {
    boolean untold = seen.untold().contains(group.group());
    if (before == null || untold || seen.sincePreviousMillis() <= 0) {
      return null;
    }
    long entries = Math.max(0, group.commitIndex() - before);
    return entries * MILLIS_PER_SECOND / seen.sincePreviousMillis();
  }
}
