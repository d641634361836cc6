package dev.understudy.monitor;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.registry.Registration;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Has all servers of a group check themselves, or shows that their states are equal. */
final class CheckRoutes {

  private final NameServers nameServers;
  private final Servers servers;
  private final Verification verification;

  CheckRoutes(NameServers nameServers, Servers servers) {
    this.nameServers = nameServers;
    this.servers = servers;
    this.verification = new Verification(servers);
  }

  void mount(Border border) {
    border.on(HttpMethod.POST, "/api/groups/:group/checks", AccessRole.OPERATE, this::check);
    border.on(
        HttpMethod.POST, "/api/groups/:group/verifications", AccessRole.OPERATE, this::verify);
  }

  private Future<Void> check(Exchange exchange) {
    String group = exchange.group();
    exchange.requireNoFields("check");
    return nameServers
        .roster(group)
        .compose(roster -> checkAll(group, roster))
        .compose(
            found ->
                exchange.answer(
                    new JsonObject().put("group", group).put("checks", new JsonArray(found))));
  }

  private Future<List<JsonObject>> checkAll(String group, Roster roster) {
    List<Future<JsonObject>> checks = new ArrayList<>();
    for (Registration registration : roster.registrations()) {
      checks.add(checkOne(group, registration.server()));
    }
    return Future.all(checks).map(all -> all.list());
  }

  private Future<JsonObject> checkOne(String group, ServerId server) {
    JsonObject check = new JsonObject().put("serverId", server.number());
    return servers
        .order(group, server, new ControlProtocol.Check())
        .map(answer -> check.copy().put("result", answer.getValue("done")))
        .otherwise(failure -> check.copy().put("error", HttpFailure.of(failure).getMessage()));
  }

  private Future<Void> verify(Exchange exchange) {
    String group = exchange.group();
    exchange.requireNoFields("verification");
    return nameServers
        .roster(group)
        .compose(roster -> verification.verify(group, roster))
        .compose(exchange::answer);
  }
}
