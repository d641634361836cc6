package dev.understudy.benchmarks.node;

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
  private static final long END_SECONDS = 60;

  private static final long FIRST_NANOS = 120_000_000_000L;

  private final Vertx vertx;
  private final Context context;
  private final Clients clients;
  private final Callers callers;
  private final Map<String, LoadRun> running = new LinkedHashMap<>();
  private Optional<Answers> watched = Optional.empty();

  /**
   * A desk.
   *
   * @param options of every client of a group, but for the group
   */
  LoadDesk(Vertx vertx, JsonObject options) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.clients = new Clients(vertx, context, options);
    this.callers = new Callers(vertx, clients);
  }

  /** Takes its orders among others. */
  void takeOrders(Orders orders) {
    orders
        .on("start", this::start)
        .on("flood", this::flood)
        .on("sample", this::sample)
        .on("end", this::end)
        .on("stop", this::stop)
        .on("after", order -> watched.orElseThrow().after(order))
        .on("first", this::first)
        .on("tally", order -> clients.tally(order.getString("group")).toJson())
        .on("count", this::count);
  }

  /**
   * Loads what {@link Callers#of} finds with calls of {@code payloadBytes}: {@code depth} in
   * flight, or {@code ratePerSecond} if that is not 0. If it is {@code watched}, it can be asked
   * afterwards for every single call.
   */
  private JsonObject start(JsonObject order) {
    Caller caller = callers.of(order);
    if (order.getBoolean("watched", false)) {
      Answers answers = new Answers(caller);
      watched = Optional.of(answers);
      caller = answers;
    }
    Buffer payload = payload(order);
    int rate = order.getInteger("ratePerSecond", 0);
    return begin(
        order,
        rate == 0
            ? new ClosedLoop(vertx, context, caller, payload, order.getInteger("depth"))
            : new FixedRate(context, caller, payload, rate));
  }

  /** Floods a {@code group} from so many {@code clients} with {@code ratePerSecond} in all. */
  private JsonObject flood(JsonObject order) {
    FloodRun.Rate rate =
        new FloodRun.Rate(order.getInteger("clients"), order.getInteger("ratePerSecond"));
    return begin(
        order, new FloodRun(vertx, clients, order.getString("group"), payload(order), rate));
  }

  private JsonObject begin(JsonObject order, LoadRun run) {
    running.put(name(order), run);
    run.start();
    return new JsonObject();
  }

  private JsonObject sample(JsonObject order) {
    return run(order).sample().toJson();
  }

  /** Begins no more calls, and does not wait for those that were begun. */
  private JsonObject end(JsonObject order) {
    run(order).stop();
    return new JsonObject();
  }

  private JsonObject stop(JsonObject order) {
    within(run(order).stop());
    running.remove(name(order));
    return new JsonObject();
  }

  /** Writes to a {@code group}, again and again until that is acknowledged. */
  private JsonObject first(JsonObject order) {
    String group = order.getString("group");
    long end = System.nanoTime() + FIRST_NANOS;
    while (!clients
        .of(group)
        .execute(payload(order))
        .onComplete(clients.tally(group)::count)
        .transform(result -> Future.succeededFuture(result.succeeded()))
        .await()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("nobody answered");
      }
    }
    return new JsonObject().put("nanos", System.nanoTime());
  }

  /** What the {@code group} has counted ({@code counted}), and what its client was told. */
  private JsonObject count(JsonObject order) {
    String group = order.getString("group");
    Buffer counted = within(clients.of(group).query(Buffer.buffer()));
    return clients.tally(group).toJson().put("counted", counted.getLong(0));
  }

  private LoadRun run(JsonObject order) {
    LoadRun run = running.get(name(order));
    if (run == null) {
      throw new IllegalStateException("there is no such load");
    }
    return run;
  }

  /** Loads that run at the same time have a name each. */
  private static String name(JsonObject order) {
    return order.getString("load", "");
  }

  private static Buffer payload(JsonObject order) {
    return Buffer.buffer(new byte[order.getInteger("payloadBytes", 0)]);
  }

  static <T> T within(Future<T> future) {
    try {
      return future.await(END_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("not in " + END_SECONDS + " s", e);
    }
  }
}
