package dev.understudy.benchmarks.node;

import dev.understudy.group.EventType;
import dev.understudy.wire.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** Which server of each group was elected last, from the events of the cluster. */
final class Masters {

  private final Map<String, Integer> servers = new TreeMap<>();
  private long lastMillis;

  /** Listens from now on. */
  static Masters listen(Vertx vertx) {
    Masters masters = new Masters();
    vertx
        .eventBus()
        .<JsonObject>consumer(Addresses.EVENTS, message -> masters.happened(message.body()))
        .completion()
        .await();
    return masters;
  }

  /**
   * {@code groups} that have elected a master; {@code on}: how many of them the order's {@code
   * server}; {@code lastMillis}: when the last was elected, by the wall clock.
   */
  synchronized JsonObject toJson(JsonObject order) {
    int server = order.getInteger("server", 0);
    return new JsonObject()
        .put("groups", servers.size())
        .put("on", servers.values().stream().filter(master -> master == server).count())
        .put("lastMillis", lastMillis);
  }

  private synchronized void happened(JsonObject event) {
    if (EventType.MASTER_ELECTED.text().equals(event.getString("type"))) {
      servers.put(event.getString("group"), event.getInteger("server"));
      lastMillis = System.currentTimeMillis();
    }
  }
}
