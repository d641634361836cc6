package dev.understudy.benchmarks.node;

import dev.understudy.sdk.ReadConsistency;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds who makes the calls of an order. */
final class Callers {

  private final Vertx vertx;
  private final Clients clients;
  private final Map<String, Caller> gateways = new LinkedHashMap<>();

  Callers(Vertx vertx, Clients clients) {
    this.vertx = vertx;
    this.clients = clients;
  }

  /**
   * The caller of the order's {@code target}: {@code bus}, {@code two-receivers}, {@code map},
   * {@code lookup} (of any of so many {@code groups}), or {@code write}, {@code read}, {@code
   * stale-read}, {@code gateway-write} of {@code group}, the last at {@code port}.
   */
  Caller of(JsonObject order) {
    String group = order.getString("group", "");
    String target = order.getString("target");
    return switch (target) {
      case "bus" -> Caller.bus(vertx);
      case "two-receivers" -> Caller.twoReceivers(vertx);
      case "map" -> LoadDesk.within(Caller.map(vertx));
      case "lookup" -> new LookupCaller(vertx, order.getInteger("groups"));
      case "write" -> Caller.writes(clients.of(group), clients.tally(group));
      case "read" -> Caller.reads(clients.of(group), ReadConsistency.LINEARIZABLE);
      case "stale-read" -> Caller.reads(clients.of(group), ReadConsistency.STALE);
      case "gateway-write" -> gateway(group, order.getInteger("port"));
      default -> throw new IllegalArgumentException("there is no " + target);
    };
  }

  private Caller gateway(String group, int port) {
    return gateways.computeIfAbsent(
        group, name -> new HttpCaller(vertx, port, name, clients.tally(name)));
  }
}
