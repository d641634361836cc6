package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.app.FreePorts;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One name server and the members of a group, each in a process of its own on the loopback address,
 * each with its gateway. Closed, it leaves no process behind.
 */
final class DemoCluster implements AutoCloseable {

  static final String GROUP = "demo";

  /** The number of the name server among the nodes; members have their server's. */
  static final int NAME_SERVER = 0;

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int PORTS_OF_A_NODE = 3;

  private record Place(int cluster, int bus, int http) {}

  private final Path folder;
  private final Consumer<JsonObject> events;
  private final Map<Integer, Place> places = new LinkedHashMap<>();
  private final Map<Integer, NodeProcess> nodes = new ConcurrentHashMap<>();
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();

  /**
   * Finds ports for them.
   *
   * @param events is given every event of the cluster
   */
  DemoCluster(Set<Integer> servers, Consumer<JsonObject> events) {
    this.events = events;
    try {
      folder = Files.createTempDirectory("understudy-demo");
      List<Integer> ports = FreePorts.find(PORTS_OF_A_NODE * (servers.size() + 1));
      Set<Integer> all = new TreeSet<>(servers);
      all.add(NAME_SERVER);
      int next = 0;
      for (int node : all) {
        places.put(node, new Place(ports.get(next), ports.get(next + 1), ports.get(next + 2)));
        next += PORTS_OF_A_NODE;
      }
    } catch (IOException e) {
      throw Failure.error("cannot prepare the demo: " + e.getMessage());
    }
  }

  /** The members. */
  Set<Integer> servers() {
    Set<Integer> servers = new TreeSet<>(places.keySet());
    servers.remove(NAME_SERVER);
    return servers;
  }

  /** Starts a node, whose past life must be over. */
  void start(int node) {
    ready.remove(node);
    Path log = folder.resolve(node == NAME_SERVER ? "name-server.log" : "server-" + node + ".log");
    nodes.put(node, NodeProcess.start(arguments(node), log, event -> told(node, event)));
  }

  /** Whether it has started. */
  boolean isReady(int node) {
    return ready.contains(node);
  }

  boolean isAlive(int node) {
    NodeProcess process = nodes.get(node);
    return process != null && process.isAlive();
  }

  void kill(int node) {
    process(node).kill();
    process(node).ensureGone();
  }

  /** Cuts one server from all others, on both sides. */
  void isolate(int server) {
    Set<Integer> others = servers();
    others.remove(server);
    process(server).order("cut " + GROUP + " " + joined(others));
    others.forEach(other -> process(other).order("cut " + GROUP + " " + server));
  }

  void heal() {
    servers().forEach(server -> process(server).order("heal"));
  }

  /** The gateway on a node. */
  Gateway gateway(int node) {
    return new Gateway(List.of(URI.create(url(node))), ANSWER);
  }

  String url(int node) {
    return "http://127.0.0.1:" + place(node).http();
  }

  /** What the name server's gateway knows of the group. */
  GroupStatus status() {
    return GroupStatus.of(gateway(NAME_SERVER), GROUP);
  }

  /** Where the nodes' logs are; gone when it is closed, unless they are kept. */
  Path logs() {
    return folder;
  }

  @Override
  public void close() {
    nodes.values().forEach(NodeProcess::end);
    nodes.values().forEach(NodeProcess::ensureGone);
  }

  /** At once, where there is no time for good manners. */
  void closeNow() {
    nodes.values().forEach(NodeProcess::kill);
    nodes.values().forEach(NodeProcess::ensureGone);
  }

  void removeLogs() {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw Failure.error("cannot remove " + folder + ": " + e.getMessage());
    }
  }

  private void told(int node, JsonObject event) {
    if ("ready".equals(event.getValue("type"))) {
      ready.add(node);
    } else if (node == NAME_SERVER) {
      events.accept(event);
    }
  }

  private List<String> arguments(int node) {
    Place place = place(node);
    List<String> arguments =
        new ArrayList<>(
            node == NAME_SERVER
                ? List.of("name-server")
                : List.of("member", "--group", GROUP, "--id", String.valueOf(node), "--available"));
    arguments.addAll(
        List.of(
            "--cluster-name",
            folder.getFileName().toString(),
            "--cluster-port",
            String.valueOf(place.cluster()),
            "--bus-port",
            String.valueOf(place.bus()),
            "--http",
            String.valueOf(place.http()),
            "--join",
            places.values().stream()
                .map(any -> "127.0.0.1:" + any.cluster())
                .collect(Collectors.joining(","))));
    return arguments;
  }

  private Place place(int node) {
    Place place = places.get(node);
    if (place == null) {
      throw new IllegalArgumentException("there is no node " + node);
    }
    return place;
  }

  private NodeProcess process(int node) {
    NodeProcess process = nodes.get(node);
    if (process == null) {
      throw new IllegalStateException("node " + node + " was not started");
    }
    return process;
  }

  private static String joined(Set<Integer> servers) {
    return servers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
