package dev.understudy.benchmarks.measure;

import dev.understudy.benchmarks.plan.Load;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;

/** The client of a cluster: what it can be told. */
record Client(Child process, int httpPort) {

  private static final double NANOS = 1e9;

  static Client of(Cluster cluster) {
    return new Client(cluster.client(), cluster.httpPort());
  }

  void start(Load load) {
    process.order("start", order(load));
  }

  /** Likewise; each call is watched. */
  void startWatched(Load load) {
    process.order("start", order(load).put("watched", true));
  }

  /** When the first of the watched calls was answered that began then or later. */
  JsonObject answersAfter(long nanos) {
    return process.order("after", new JsonObject().put("afterNanos", nanos));
  }

  private JsonObject order(Load load) {
    JsonObject order =
        new JsonObject()
            .put("depth", load.shape().depth())
            .put("ratePerSecond", load.shape().ratePerSecond())
            .put("payloadBytes", load.shape().payloadBytes());
    if (load instanceof Load.Group group) {
      order
          .put("target", group.operation().toString())
          .put("group", Layout.group(group.mode()))
          .put("port", httpPort);
    } else {
      order.put("target", target(load));
    }
    return order;
  }

  private static String target(Load load) {
    if (load instanceof Load.TwoReceivers) {
      return "two-receivers";
    }
    return load instanceof Load.Map ? "map" : "bus";
  }

  /** What ended since the last sample, or the start. */
  JsonObject sample() {
    return process.order("sample");
  }

  /** Returns when no call is in flight any more. */
  void stop() {
    process.order("stop");
  }

  /** What a group has counted, and what this client was told of its requests. */
  JsonObject count(Mode mode) {
    return process.order("count", new JsonObject().put("group", Layout.group(mode)));
  }

  static double perSecond(JsonObject sample) {
    return sample.getLong("completed") * NANOS / sample.getLong("nanos");
  }
}
