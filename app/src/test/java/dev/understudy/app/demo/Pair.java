package dev.understudy.app.demo;

import dev.understudy.app.CommandRun;
import dev.understudy.app.Launcher;
import dev.understudy.app.Patience;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An AVAILABLE group of two servers and a name server, each a process of its own. */
final class Pair implements AutoCloseable {

  /**
   * A write that was acknowledged.
   *
   * @param server at whose gateway
   * @param result what the client was given
   */
  record Given(int server, String key, String value, JsonObject result) {}

  /**
   * What became of two masters.
   *
   * @param seenMillis the wall clock when the name server told that there are two
   * @param joinedMillis when the cut was over
   * @param oneLeftMillis when one of them stepped down
   */
  record Repair(long seenMillis, long joinedMillis, long oneLeftMillis, int survivor) {

    /** From the moment at which the name server saw both, and they could reach each other. */
    long tookMillis() {
      return oneLeftMillis - Math.max(seenMillis, joinedMillis);
    }
  }

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DemoCluster cluster = new DemoCluster(new TreeSet<>(Set.of(1, 2)), this::happened);
  private final List<JsonObject> events = new ArrayList<>();

  void start() {
    cluster.start(DemoCluster.NAME_SERVER);
    cluster.servers().forEach(cluster::start);
    master();
  }

  /** Waits for one master and two servers in sync; returns the master. */
  int master() {
    List<Integer> masters = new ArrayList<>();
    Patience.await(
        "one master, both in sync",
        START,
        () -> {
          GroupStatus status = cluster.status();
          return status.complaints(2).isEmpty()
              && masters.add(status.master().orElseThrow().getInteger("serverId"));
        });
    return masters.get(0);
  }

  void kill(int server) {
    cluster.kill(server);
  }

  void startAgain(int server) {
    cluster.start(server);
    master();
  }

  /** Writes through a node's gateway, again and again until it is acknowledged. */
  Given putPatiently(int node, String key, String value) {
    List<Given> given = new ArrayList<>();
    Patience.await("an answer", PATIENCE, () -> given.add(put(node, key, value)));
    return given.get(0);
  }

  /** Writes through a node's gateway. */
  Given put(int node, String key, String value) {
    JsonObject put = new JsonObject().put("op", "put").put("key", key).put("value", value);
    Gateway gateway = cluster.gateway(node);
    JsonObject result =
        gateway.post(Gateway.path(DemoCluster.GROUP, "requests"), put.toBuffer()).json();
    return new Given(node, key, value, result);
  }

  String value(String key) {
    return Audit.value(cluster.gateway(DemoCluster.NAME_SERVER), key);
  }

  /** Cuts the servers from each other, until the name server has told that both are masters. */
  void split() {
    long from = System.currentTimeMillis();
    cluster.isolate(1);
    Patience.await(
        "two masters registered", PATIENCE, () -> !since(from, "duplicate-registration").isEmpty());
  }

  /** Ends the cut, and waits until one master is left and the other server in sync with it. */
  Repair join() {
    long joined = System.currentTimeMillis();
    cluster.heal();
    Patience.await(
        "one steps down", PATIENCE, () -> !since(joined, "master-stepped-down").isEmpty());
    int survivor = master();
    List<JsonObject> seen = since(0, "duplicate-registration");
    List<JsonObject> left = since(joined, "master-stepped-down");
    return new Repair(
        seen.get(0).getLong("time"), joined, left.get(left.size() - 1).getLong("time"), survivor);
  }

  /** The diverged records of a key, the oldest first. */
  List<JsonObject> records(String key) {
    Gateway gateway = cluster.gateway(DemoCluster.NAME_SERVER);
    JsonArray all =
        gateway.get(Gateway.path(DemoCluster.GROUP, "diverged")).json().getJsonArray("records");
    return all.stream()
        .map(JsonObject.class::cast)
        .filter(record -> key.equals(record.getJsonObject("payload").getString("key")))
        .toList();
  }

  /** {@code understudy diverged}, through the launcher. */
  CommandRun diverged(String... words) {
    return Launcher.at(
        cluster.url(DemoCluster.NAME_SERVER), List.of("diverged", DemoCluster.GROUP), words);
  }

  /** Forgets what was told so far. */
  synchronized void forgetEvents() {
    events.clear();
  }

  @Override
  public void close() {
    cluster.close();
    cluster.removeLogs();
  }

  private synchronized void happened(JsonObject event) {
    events.add(event);
  }

  private synchronized List<JsonObject> since(long millis, String type) {
    return events.stream()
        .filter(event -> event.getString("type").equals(type))
        .filter(event -> event.getLong("time") >= millis)
        .toList();
  }
}
