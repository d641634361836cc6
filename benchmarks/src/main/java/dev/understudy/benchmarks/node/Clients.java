package dev.understudy.benchmarks.node;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clients of groups in this process, one each, and what became of their requests. */
final class Clients {

  private final Vertx vertx;
  private final Context context;
  private final JsonObject options;
  private final Map<String, GroupClient> clients = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param context on which calls are made, but for those of a flood
   * @param options of every client, but for its group
   */
  Clients(Vertx vertx, Context context, JsonObject options) {
    this.vertx = vertx;
    this.context = context;
    this.options = options.copy();
  }

  GroupClient of(String group) {
    return clients.computeIfAbsent(group, this::made);
  }

  /** Where its calls come from, as by a verticle that makes its client itself. */
  private GroupClient made(String group) {
    Promise<GroupClient> made = Promise.promise();
    context.runOnContext(turn -> made.complete(GroupClient.create(vertx, options(group))));
    return LoadDesk.within(made.future());
  }

  Tally tally(String group) {
    return tallies.computeIfAbsent(group, name -> new Tally());
  }

  GroupClientOptions options(String group) {
    return new GroupClientOptions(options).setGroup(group);
  }
}
