package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A group as its registrations and its servers themselves have it. A server that is registered and
 * does not answer is {@code unreachable}, whatever its registration says.
 */
final class GroupStatus {

  private static final String MASTER = "master";

  /** What a server tells of itself, as it is shown. */
  private static final List<String> SHOWN =
      List.of(
          "serverId",
          "role",
          "epoch",
          "lastIndex",
          "commitIndex",
          "executedIndex",
          "inSync",
          "synchronizing",
          "receivedStateBytes",
          "totalStateBytes",
          "inFlightBytes",
          "master",
          "sessions",
          "startedAt",
          "upMillis",
          "priority",
          "digest",
          "divergedRecords",
          "lastCheck");

  private final String group;
  private final Roster roster;
  private final List<Optional<JsonObject>> statuses;

  /**
   * A status.
   *
   * @param statuses what the servers of the roster answered, in its order
   */
  GroupStatus(String group, Roster roster, List<Optional<JsonObject>> statuses) {
    this.group = group;
    this.roster = roster;
    this.statuses = statuses;
  }

  JsonObject json() {
    JsonArray servers = new JsonArray();
    Optional<JsonObject> master = Optional.empty();
    for (int i = 0; i < statuses.size(); i++) {
      Registration registration = roster.registrations().get(i);
      JsonObject server =
          statuses.get(i).map(GroupStatus::shown).orElseGet(() -> unreachable(registration));
      server.put("address", Addresses.server(group, registration.server()));
      servers.add(server);
      // the roster begins with the name-server master, so that of two it is the one that is kept
      if (master.isEmpty() && MASTER.equals(server.getValue("role"))) {
        master = Optional.of(master(registration, server));
      }
    }
    return new JsonObject()
        .put("group", group)
        .put("mode", lower(roster.registrations().get(0).lease().mode()))
        .put(MASTER, master.orElse(null))
        .put("voters", voters())
        .put("servers", servers);
  }

  /** Those that are configured; empty where the group has none, or no server answers. */
  private JsonArray voters() {
    return statuses.stream()
        .flatMap(Optional::stream)
        .map(status -> status.getJsonArray("voters", new JsonArray()))
        .findFirst()
        .orElseGet(JsonArray::new);
  }

  private JsonObject master(Registration registration, JsonObject server) {
    return new JsonObject()
        .put("serverId", registration.server().number())
        .put("epoch", server.getValue("epoch"))
        .put("address", Addresses.server(group, registration.server()));
  }

  private static JsonObject shown(JsonObject status) {
    JsonObject shown = new JsonObject();
    SHOWN.forEach(name -> shown.put(name, status.getValue(name)));
    return shown;
  }

  private static JsonObject unreachable(Registration registration) {
    JsonObject shown = new JsonObject();
    SHOWN.forEach(shown::putNull);
    return shown
        .put("serverId", registration.server().number())
        .put("role", "unreachable")
        .put("epoch", registration.epoch().isNone() ? null : registration.epoch().toString())
        .put("inSync", false)
        .put("priority", new JsonArray(registration.priority().values()));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
