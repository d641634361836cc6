package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** How a group is: what its servers and the name servers tell when they are asked. */
final class GroupStatuses {

  private final NameServers nameServers;
  private final Servers servers;

  GroupStatuses(NameServers nameServers, Servers servers) {
    this.nameServers = nameServers;
    this.servers = servers;
  }

  /** The groups that have a server; fails if no name server answers. */
  Future<List<String>> groups() {
    return nameServers.groups();
  }

  /** The status of a group; fails if there is no such group, or if no name server answers. */
  Future<JsonObject> of(String group) {
    return nameServers
        .roster(group)
        .compose(
            roster -> {
              Future<List<Optional<JsonObject>>> statuses =
                  servers.tellAll(group, roster, new ControlProtocol.Status());
              Future<List<JsonObject>> reports = nameServers.reports(group);
              return Future.all(statuses, reports)
                  .map(all -> status(group, roster, statuses.result(), reports.result()));
            });
  }

  private static JsonObject status(
      String group, Roster roster, List<Optional<JsonObject>> statuses, List<JsonObject> reports) {
    return new GroupStatus(group, roster, statuses)
        .json()
        .put("nameServers", NameServerReports.entries(reports))
        .put(
            "millisWithSeveralMasters", NameServerReports.most(reports, "millisWithSeveralMasters"))
        .put("millisWithNoMaster", NameServerReports.most(reports, "millisWithNoMaster"));
  }
}
