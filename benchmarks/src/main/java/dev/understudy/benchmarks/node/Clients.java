package dev.understudy.benchmarks.node;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clients of groups in this process, one each, and what became of their requests. */
final class Clients {

  private final Vertx vertx;
  private final JsonObject options;
  private final Map<String, GroupClient> clients = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param options of every client, but for its group
   */
  Clients(Vertx vertx, JsonObject options) {
    this.vertx = vertx;
    this.options = options.copy();
  }

  GroupClient of(String group) {
    return clients.computeIfAbsent(group, name -> GroupClient.create(vertx, options(name)));
  }

  Tally tally(String group) {
    return tallies.computeIfAbsent(group, name -> new Tally());
  }

  GroupClientOptions options(String group) {
    return new GroupClientOptions(options).setGroup(group);
  }
}
