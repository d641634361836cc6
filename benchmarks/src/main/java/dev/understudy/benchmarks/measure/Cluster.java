package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.FreePorts;
import dev.understudy.app.Patience;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import dev.understudy.benchmarks.node.LoadProcess;
import dev.understudy.benchmarks.node.ServerProcess;
import dev.understudy.group.EventType;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The processes of a benchmark, on the loopback address: a name server, which is the baseline's
 * server too, members, each with a server of every group, and clients. One group for each mode.
 * Closed, it leaves no process behind.
 */
final class Cluster implements AutoCloseable {

  static final String CLIENT = "client";

  private static final String NAME_SERVER = "name-server";
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration IN_SYNC = Duration.ofMinutes(2);
  private static final int MOST_NODES = 16;
  private static final int SECOND_RECEIVER = 3;

  private final Path folder;
  private final Layout layout;
  private final Map<String, Child> children = new ConcurrentHashMap<>();
  private final List<Integer> ports;
  private final Gateway gateway;
  private int nodes;

  /** Finds a place for them. */
  Cluster(Layout layout) {
    this.layout = layout;
    try {
      folder = Files.createTempDirectory("understudy-bench");
    } catch (IOException e) {
      throw Failure.error("cannot prepare the benchmark: " + e.getMessage());
    }
    ports = FreePorts.find(2 * MOST_NODES + 1);
    gateway = new Gateway(List.of(URI.create("http://127.0.0.1:" + httpPort())), ANSWER);
  }

  static String member(int id) {
    return "member-" + id;
  }

  /** Starts all, and waits until every group has all its servers in sync. */
  void start() {
    startNameServer();
    List<Child> members = launchMembers();
    Child client = launchClient(CLIENT);
    members.forEach(Child::awaitReady);
    client.awaitReady();
    awaitInSync();
  }

  /** Starts it, with a gateway if there are groups to be seen through one. */
  Child startNameServer() {
    JsonObject node = node().put("nameServer", new JsonObject());
    if (!layout.modes().isEmpty()) {
      node.put("http", httpPort());
    }
    Child child =
        launch(NAME_SERVER, ServerProcess.ROLE, new JsonObject().put("node", node).put("echo", 1));
    child.awaitReady();
    return child;
  }

  /** Launches the members at once; they are not ready yet. */
  List<Child> launchMembers() {
    return servers().stream()
        .map(
            id -> {
              JsonObject node = node().put("members", layout.members(id));
              // one replies to what is sent to two receivers, too
              int echo = id == SECOND_RECEIVER ? 2 : 0;
              return launch(
                  member(id),
                  ServerProcess.ROLE,
                  new JsonObject().put("node", node).put("echo", echo));
            })
        .toList();
  }

  /** Launches processes that each have a server of so many groups; they are not ready yet. */
  List<Child> launchMany(int groups) {
    return servers().stream()
        .map(
            id ->
                launch(
                    member(id),
                    ServerProcess.ROLE,
                    new JsonObject().put("node", node()).put("groups", groups).put("serverId", id)))
        .toList();
  }

  /** Launches a process that is to be a client; it is not ready yet. */
  Child launchClient(String name) {
    return launch(
        name,
        LoadProcess.ROLE,
        new JsonObject().put("node", node()).put("client", layout.client()));
  }

  /** Starts a process again whose past life is over, and waits until all are in sync. */
  void startAgain(Child gone) {
    launch(gone.name(), gone.role().kind(), gone.role().settings()).awaitReady();
    awaitInSync();
  }

  void awaitInSync() {
    layout
        .modes()
        .forEach(
            mode -> Patience.await("a group in sync", IN_SYNC, () -> complaints(mode).isEmpty()));
  }

  List<Integer> servers() {
    return IntStream.rangeClosed(1, layout.servers()).boxed().toList();
  }

  Child server(int id) {
    return child(member(id));
  }

  Child client() {
    return child(CLIENT);
  }

  /** The one with the baseline's server, which is the name server's too. */
  Child bus() {
    return child(NAME_SERVER);
  }

  /** Those that have a part in what the event bus does. */
  List<Child> busProcesses() {
    return List.of(bus(), client());
  }

  /** All of them, which have a part in what a group does. */
  List<Child> all() {
    return List.copyOf(children.values());
  }

  /** The member that is the master of the group of a mode. */
  Child master(Mode mode) {
    String group = Layout.group(mode);
    return GroupStatus.of(gateway, group)
        .master()
        .map(master -> server(master.getInteger("serverId")))
        .orElseThrow(() -> Failure.error("group " + group + " has no master"));
  }

  /** The other members. */
  List<Child> backups(Mode mode) {
    Child master = master(mode);
    return servers().stream().map(this::server).filter(child -> !child.equals(master)).toList();
  }

  /** What is not well with the group of a mode. */
  List<String> complaints(Mode mode) {
    return GroupStatus.of(gateway, Layout.group(mode)).complaints(layout.servers());
  }

  /**
   * How often something happened since then ({@code count}), on {@code server} unless that is 0,
   * and when first ({@code firstNanos}).
   */
  JsonObject happened(EventType type, long sinceNanos, int server) {
    return bus()
        .order(
            "happened",
            new JsonObject()
                .put("type", type.text())
                .put("sinceNanos", sinceNanos)
                .put("server", server));
  }

  /** Where the processes log to. */
  Path folder() {
    return folder;
  }

  /** Where the gateway is. */
  int httpPort() {
    return ports.get(ports.size() - 1);
  }

  @Override
  public void close() {
    children.values().forEach(Child::close);
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

  private Child launch(String name, String kind, JsonObject settings) {
    Child child = Child.start(new Child.Role(name, kind, settings), layout.flags(), folder);
    children.put(name, child);
    return child;
  }

  private Child child(String name) {
    Child child = children.get(name);
    if (child == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return child;
  }

  /** The next node's configuration; all join the first. */
  private JsonObject node() {
    int first = 2 * nodes++;
    return new JsonObject()
        .put("clusterName", folder.getFileName().toString())
        .put("clusterPort", ports.get(first))
        .put("busPort", ports.get(first + 1))
        .put("join", new JsonArray().add("127.0.0.1:" + ports.get(0)));
  }
}
