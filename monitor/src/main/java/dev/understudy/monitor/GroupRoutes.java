package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Which groups there are, and how each of them is. */
final class GroupRoutes {

  private final NameServers nameServers;
  private final Servers servers;

  GroupRoutes(NameServers nameServers, Servers servers) {
    this.nameServers = nameServers;
    this.servers = servers;
  }

  void mount(Border border) {
    border.on(HttpMethod.GET, "/api/groups", this::groups);
    border.on(HttpMethod.GET, "/api/groups/:group", this::group);
  }

  private Future<Void> groups(Exchange exchange) {
    return nameServers
        .groups()
        .compose(groups -> exchange.answer(new JsonObject().put("groups", new JsonArray(groups))));
  }

  private Future<Void> group(Exchange exchange) {
    String group = exchange.group();
    return nameServers
        .roster(group)
        .compose(
            roster -> {
              Future<List<Optional<JsonObject>>> statuses =
                  servers.tellAll(group, roster, new ControlProtocol.Status());
              Future<List<JsonObject>> reports = nameServers.reports(group);
              return Future.all(statuses, reports)
                  .map(all -> status(group, roster, statuses.result(), reports.result()));
            })
        .compose(exchange::answer);
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
