package dev.understudy.monitor;

import dev.understudy.group.ServerId;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/** Who is to be the master: a hand-over, or a new beginning after a quorum lost its memory. */
final class MastershipRoutes {

  private final NameServers nameServers;
  private final Servers servers;

  MastershipRoutes(NameServers nameServers, Servers servers) {
    this.nameServers = nameServers;
    this.servers = servers;
  }

  void mount(Border border) {
    border.on(HttpMethod.POST, "/api/groups/:group/transfers", AccessRole.OPERATE, this::transfer);
    border.on(HttpMethod.POST, "/api/groups/:group/recoveries", AccessRole.OPERATE, this::recover);
  }

  private Future<Void> transfer(Exchange exchange) {
    String group = exchange.group();
    ServerId target = server("transfer", exchange);
    return nameServers
        .roster(group)
        .compose(roster -> servers.orderMaster(group, roster, new ControlProtocol.Transfer(target)))
        .compose(exchange::answer);
  }

  private Future<Void> recover(Exchange exchange) {
    String group = exchange.group();
    ServerId source = server("recovery", exchange);
    return nameServers
        .roster(group)
        .compose(
            roster -> {
              boolean known =
                  roster.registrations().stream().anyMatch(one -> one.server().equals(source));
              if (!known) {
                throw new HttpFailure(
                    404, ControlProtocol.UNKNOWN_SERVER, "the group has no server " + source);
              }
              return servers.order(group, source, new ControlProtocol.Recover());
            })
        .compose(exchange::answer);
  }

  private static ServerId server(String what, Exchange exchange) {
    int number = exchange.fields(what, fields -> fields.count("serverId", -1));
    if (number < 0 || number > ServerId.HIGHEST) {
      throw HttpFailure.invalid(what + ": \"serverId\" has to be the number of a server");
    }
    return new ServerId(number);
  }
}
