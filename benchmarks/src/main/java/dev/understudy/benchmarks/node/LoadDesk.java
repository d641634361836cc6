package dev.understudy.benchmarks.node;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.sdk.ReadConsistency;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes the orders to load something, and knows what became of what was written. */
final class LoadDesk {

  /** Everything has ended by then: the deadline of a call, and some grace. */
  private static final long END_SECONDS = 20;

  private final Vertx vertx;
  private final Context context;
  private final Map<String, GroupClient> clients = new LinkedHashMap<>();
  private final Map<String, Caller> gateways = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private Optional<LoadRun> running = Optional.empty();

  LoadDesk(Vertx vertx) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
  }

  /**
   * Loads {@code target} ({@code bus}, {@code two-receivers}, {@code map}, or {@code write}, {@code
   * read}, {@code stale-read}, {@code gateway-write} of {@code group}, the last at {@code port})
   * with calls of {@code payloadBytes}: {@code depth} in flight, or {@code ratePerSecond} if that
   * is not 0.
   */
  JsonObject start(JsonObject order) {
    Caller caller = caller(order);
    Buffer payload = Buffer.buffer(new byte[order.getInteger("payloadBytes")]);
    int rate = order.getInteger("ratePerSecond", 0);
    LoadRun run =
        rate == 0
            ? new ClosedLoop(vertx, context, caller, payload, order.getInteger("depth"))
            : new FixedRate(context, caller, payload, rate);
    running = Optional.of(run);
    run.start();
    return new JsonObject();
  }

  JsonObject sample(JsonObject order) {
    return running.orElseThrow().sample().toJson();
  }

  JsonObject stop(JsonObject order) {
    within(running.orElseThrow().stop());
    running = Optional.empty();
    return new JsonObject();
  }

  /**
   * What the {@code group} has counted ({@code counted}), and what this client was told of its
   * requests: {@code acknowledged}, and {@code unknown}.
   */
  JsonObject count(JsonObject order) {
    String group = order.getString("group");
    Buffer counted = within(client(group).query(Buffer.buffer()));
    Tally tally = tally(group);
    return new JsonObject()
        .put("counted", counted.getLong(0))
        .put("acknowledged", tally.acknowledged())
        .put("unknown", tally.unknown());
  }

  private Caller caller(JsonObject order) {
    String group = order.getString("group", "");
    String target = order.getString("target");
    return switch (target) {
      case "bus" -> Caller.bus(vertx);
      case "two-receivers" -> Caller.twoReceivers(vertx);
      case "map" -> within(Caller.map(vertx));
      case "write" -> Caller.writes(client(group), tally(group));
      case "read" -> Caller.reads(client(group), ReadConsistency.LINEARIZABLE);
      case "stale-read" -> Caller.reads(client(group), ReadConsistency.STALE);
      case "gateway-write" -> gateway(group, order.getInteger("port"));
      default -> throw new IllegalArgumentException("there is no " + target);
    };
  }

  private Caller gateway(String group, int port) {
    return gateways.computeIfAbsent(group, name -> new HttpCaller(vertx, port, name, tally(name)));
  }

  private GroupClient client(String group) {
    return clients.computeIfAbsent(
        group, name -> GroupClient.create(vertx, new GroupClientOptions().setGroup(name)));
  }

  private Tally tally(String group) {
    return tallies.computeIfAbsent(group, name -> new Tally());
  }

  private static <T> T within(Future<T> future) {
    try {
      return future.await(END_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not in " + END_SECONDS + " s", e);
    }
  }
}
