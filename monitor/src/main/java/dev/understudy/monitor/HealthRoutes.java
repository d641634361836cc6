package dev.understudy.monitor;

import dev.understudy.group.ServerId;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The probes of a platform, open to everybody. Live: the event loop turns, which is all that a
 * restart could mend. Ready: each server of this process is in sync; where there are none, a name
 * server answers.
 */
final class HealthRoutes {

  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";

  private final NameServers nameServers;
  private final Servers servers;
  private final List<LocalServer> members;

  HealthRoutes(NameServers nameServers, Servers servers, List<LocalServer> members) {
    this.nameServers = nameServers;
    this.servers = servers;
    this.members = members;
  }

  /** Whether this is the path of a probe, which is answered however much is going on. */
  static boolean isProbe(String path) {
    return path.equals(LIVE) || path.equals(READY);
  }

  void mount(Border border) {
    border.onProbe(
        HttpMethod.GET, LIVE, exchange -> exchange.answer(new JsonObject().put("live", true)));
    border.onProbe(HttpMethod.GET, READY, this::ready);
  }

  private Future<Void> ready(Exchange exchange) {
    Future<?> ready =
        members.isEmpty()
            ? nameServers.groups()
            : Future.all(members.stream().map(this::requireInSync).toList());
    return ready.compose(all -> exchange.answer(new JsonObject().put("ready", true)));
  }

  private Future<Void> requireInSync(LocalServer member) {
    return servers
        .tell(member.group(), new ServerId(member.serverId()), new ControlProtocol.Status())
        .compose(
            told ->
                told.filter(status -> Boolean.TRUE.equals(status.getValue("inSync"))).isPresent()
                    ? Future.<Void>succeededFuture()
                    : Future.<Void>failedFuture(notReady(member)));
  }

  private static HttpFailure notReady(LocalServer member) {
    return new HttpFailure(
        503, "not-ready", "server " + member.serverId() + " of " + member.group() + " lags");
  }
}
