package dev.understudy.monitor.metrics;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Meters to which something of every kind has happened. */
public final class FilledMeters {

  private FilledMeters() {}

  /** They know the group {@code kv}, which has one server, its master. */
  public static Meters of(int mostGroups, int mostServers) {
    Meters meters = new Meters(mostGroups, mostServers);
    meters.groups().observed(List.of(GroupSummary.of(status("kv", 1, 1))));
    meters.events().meet("kv");
    meters.gateway().observed(1, 0, 20);
    meters.requests().answered("kv", "request", RequestMeters.OK, 3_000_000);
    meters.events().happened("kv", "check-completed", check("timer", "agreement"));
    return meters;
  }

  static JsonObject check(String trigger, String result) {
    return new JsonObject().put("trigger", trigger).put("result", result);
  }

  /** A group as the gateway tells of it: all its servers are in sync, and the first are masters. */
  static JsonObject status(String group, int servers, int masters) {
    JsonArray all = new JsonArray();
    for (int id = 1; id <= servers; id++) {
      all.add(
          new JsonObject()
              .put("serverId", id)
              .put("role", id <= masters ? "master" : "backup")
              .put("inSync", true)
              .put("lastIndex", 100L - id)
              .put("commitIndex", 99L - id)
              .put("sessions", 7)
              .put("divergedRecords", 2)
              .put("inFlightBytes", 640L)
              .put("receivedStateBytes", 0)
              .put("totalStateBytes", 0));
    }
    JsonObject master = new JsonObject().put("serverId", 1).put("epoch", "3/1");
    return new JsonObject()
        .put("group", group)
        .put("mode", "consistent")
        .put("voters", new JsonArray().add(1).add(2).add(3))
        .put("master", masters == 0 ? null : master)
        .put("servers", all)
        .put(
            "nameServers",
            new JsonArray()
                .add(new JsonObject().put("id", "n1").put("retained", 1).put("warmingUp", false)))
        .put("millisWithSeveralMasters", 1_500L)
        .put("millisWithNoMaster", 250L);
  }
}
