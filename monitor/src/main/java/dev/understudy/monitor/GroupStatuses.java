package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How a group is: what its servers and the name servers tell when they are asked. */
final class GroupStatuses {

  private final NameServers nameServers;
  private final Servers servers;
  private final RecentServers recent;

  GroupStatuses(NameServers nameServers, Servers servers, RecentServers recent) {
    this.nameServers = nameServers;
    this.servers = servers;
    this.recent = recent;
  }

  /** The groups that have a server; fails if no name server answers. */
  Future<List<String>> groups() {
    return nameServers.groups();
  }

  /** The groups that had servers within the last hour and are none of these any more. */
  List<RecentServers.Gone> gone(Collection<String> registered) {
    return recent.gone(registered);
  }

  /** The status of a group; fails if there is no such group, or if no name server answers. */
  Future<JsonObject> of(String group) {
    long askedMillis = recent.nowMillis();
    return nameServers
        .roster(group)
        .recover(failure -> Future.failedFuture(explained(group, failure)))
        .compose(
            roster -> {
              Future<List<Optional<JsonObject>>> statuses =
                  servers.tellAll(group, roster, new ControlProtocol.Status());
              Future<NameServers.Reports> reports = nameServers.reports(group);
              return Future.all(statuses, reports)
                  .map(all -> status(group, roster, statuses.result(), reports.result()))
                  .map(status -> withAbsent(group, status, roster, askedMillis));
            });
  }

  /** A group that was there within the last hour is not just unknown. */
  private Throwable explained(String group, Throwable failure) {
    int missed = recent.missed(group);
    return missed > 0 && HttpFailure.isUnknownGroup(failure)
        ? HttpFailure.goneGroup(group, missed)
        : failure;
  }

  /** Voters that are not registered are told apart from others as it is. */
  private JsonObject withAbsent(String group, JsonObject status, Roster roster, long askedMillis) {
    List<Integer> present =
        roster.registrations().stream()
            .map(registration -> registration.server().number())
            .toList();
    List<Integer> absent = new ArrayList<>(recent.missed(group, present, askedMillis));
    absent.removeIf(status.getJsonArray("voters")::contains);
    return status.put("absentServers", new JsonArray(absent));
  }

  private static JsonObject status(
      String group,
      Roster roster,
      List<Optional<JsonObject>> statuses,
      NameServers.Reports nameServers) {
    List<JsonObject> reports = nameServers.answers();
    JsonObject status = new GroupStatus(group, roster, statuses).json();
    Object master =
        status.getValue("master") instanceof JsonObject acting ? acting.getValue("serverId") : null;
    for (String count : List.of("millisWithSeveralMasters", "millisWithNoMaster")) {
      status.put(count, NameServerReports.longestWatched(reports, master, count));
    }
    return status
        .put("nameServers", NameServerReports.entries(reports))
        .put("silentNameServers", new JsonArray(nameServers.silent()));
  }
}
