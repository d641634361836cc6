package dev.understudy.benchmarks.node;

import dev.understudy.app.drill.TransportCut;
import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** Cuts this node from others in its own transport, from the name servers too if it is to be. */
final class Cuts {

  private static final Set<String> NAME_SERVERS =
      Set.of(Addresses.NAME_SERVER, Addresses.REGISTRATIONS);

  private final Vertx vertx;
  private final TransportCut servers = new TransportCut();
  private volatile Set<String> addresses = Set.of();
  private boolean installed;

  Cuts(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Cuts it from these {@code servers} of a {@code group}, and from {@code nameServers} or not. */
  synchronized JsonObject cut(JsonObject order) {
    install();
    Set<ServerId> others = new TreeSet<>();
    for (Object server : order.getJsonArray("servers", new JsonArray())) {
      others.add(new ServerId((Integer) server));
    }
    addresses = order.getBoolean("nameServers", false) ? NAME_SERVERS : Set.of();
    servers.cut(order.getString("group"), others);
    return new JsonObject();
  }

  JsonObject heal(JsonObject order) {
    addresses = Set.of();
    servers.heal();
    return new JsonObject();
  }

  /** Not before the first cut: every message would pay for it. */
  private void install() {
    if (!installed) {
      installed = true;
      servers.install(vertx.eventBus());
      Handler<DeliveryContext<Object>> outbound = this::pass;
      vertx.eventBus().addOutboundInterceptor(outbound);
    }
  }

  private void pass(DeliveryContext<Object> context) {
    if (!addresses.contains(context.message().address())) {
      context.next();
    }
  }
}
