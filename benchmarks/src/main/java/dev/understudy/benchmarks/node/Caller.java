package dev.understudy.benchmarks.node;

import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.ReadConsistency;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.shareddata.AsyncMap;

/** Makes one call, on the context of its caller. */
interface Caller {

  /** Calls are given up after so long, as a client's of a group by default. */
  long DEADLINE_MILLIS = 10_000;

  String MAP = "understudy-bench";
  int MAP_BACKUPS = 2;

  /**
   * Makes it.
   *
   * @param slot which of the calls in flight it is
   */
  Future<?> call(int slot, Buffer payload);

  /** Request and reply on the event bus. */
  static Caller bus(Vertx vertx) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(DEADLINE_MILLIS);
    return (slot, payload) -> vertx.eventBus().request(EchoVerticle.address(1), payload, options);
  }

  /** The same with two receivers, both of which have to reply: what two backups are sent. */
  static Caller twoReceivers(Vertx vertx) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(DEADLINE_MILLIS);
    return (slot, payload) ->
        Future.all(
            vertx.eventBus().request(EchoVerticle.address(1), payload, options),
            vertx.eventBus().request(EchoVerticle.address(2), payload, options));
  }

  /** Puts into an AsyncMap; each slot has its key. */
  static Future<Caller> map(Vertx vertx) {
    Hazelcast.getAllHazelcastInstances()
        .forEach(
            instance ->
                instance.getConfig().addMapConfig(new MapConfig(MAP).setBackupCount(MAP_BACKUPS)));
    return vertx.sharedData().<String, Buffer>getClusterWideMap(MAP).map(Caller::puts);
  }

  /** Requests, counted by what became of them. */
  static Caller writes(GroupClient client, Tally tally) {
    return (slot, payload) -> client.execute(payload).onComplete(tally::count);
  }

  static Caller reads(GroupClient client, ReadConsistency consistency) {
    return (slot, payload) -> client.query(payload, consistency);
  }

  private static Caller puts(AsyncMap<String, Buffer> map) {
    return (slot, payload) -> map.put("key-" + slot, payload);
  }
}
