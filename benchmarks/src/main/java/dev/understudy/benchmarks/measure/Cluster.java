package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.FreePorts;
import dev.understudy.app.Patience;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.GroupStatus;
import dev.understudy.benchmarks.node.CountingService;
import dev.understudy.benchmarks.node.LoadProcess;
import dev.understudy.benchmarks.node.ServerProcess;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The processes of a benchmark, on the loopback address: a name server, which is the baseline's
 * server too, three members, each with a server of every group, and one client. One group for each
 * mode.
 */
final class Cluster implements AutoCloseable {

  static final int SERVERS = 3;

  private static final String NAME_SERVER = "name-server";
  private static final String CLIENT = "client";
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration IN_SYNC = Duration.ofSeconds(60);

  private final Path folder;
  private final Collection<Mode> modes;
  private final List<String> flags;
  private final Map<String, Child> children = new LinkedHashMap<>();
  private final List<Integer> ports;
  private final Gateway gateway;
  private int nodes;

  /**
   * Finds a place for them.
   *
   * @param flags of Java, besides the usual
   */
  Cluster(Collection<Mode> modes, List<String> flags) {
    this.modes = List.copyOf(modes);
    this.flags = List.copyOf(flags);
    try {
      folder = Files.createTempDirectory("understudy-bench");
      ports = FreePorts.find(2 * (SERVERS + 2) + 1);
    } catch (IOException e) {
      throw Failure.error("cannot prepare the benchmark: " + e.getMessage());
    }
    gateway = new Gateway(List.of(URI.create("http://127.0.0.1:" + httpPort())), ANSWER);
  }

  /** The name of the group of a mode. */
  static String group(Mode mode) {
    return "bench-" + mode.name().toLowerCase(Locale.ROOT);
  }

  static String member(int id) {
    return "member-" + id;
  }

  /** Starts all, and waits until every group has three servers in sync. */
  void start() {
    startNameServer();
    for (int id = 1; id <= SERVERS; id++) {
      JsonObject node = node().put("members", members(id));
      // the last one replies to what is sent to two receivers, too
      JsonObject settings = new JsonObject().put("node", node).put("echo", id == SERVERS ? 2 : 0);
      start(member(id), ServerProcess.ROLE, settings);
    }
    start(CLIENT, LoadProcess.ROLE, new JsonObject().put("node", node()));
    children.values().stream().skip(1).forEach(Child::awaitReady);
    modes.forEach(
        mode -> Patience.await("a group in sync", IN_SYNC, () -> complaints(mode).isEmpty()));
  }

  /** Starts a name server and three nodes that each have a server of so many groups. */
  List<Child> startMany(int groups) {
    startNameServer();
    for (int id = 1; id <= SERVERS; id++) {
      JsonObject settings =
          new JsonObject().put("node", node()).put("groups", groups).put("serverId", id);
      start(member(id), ServerProcess.ROLE, settings);
    }
    List<Child> members = children.values().stream().skip(1).toList();
    members.forEach(Child::awaitReady);
    return members;
  }

  /** SIGKILL: no good-bye. */
  void kill(int server) {
    child(member(server)).close();
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
    int id =
        GroupStatus.of(gateway, group(mode))
            .master()
            .map(master -> master.getInteger("serverId"))
            .orElseThrow(() -> Failure.error("group " + group(mode) + " has no master"));
    return child(member(id));
  }

  /** The other members. */
  List<Child> backups(Mode mode) {
    Child master = master(mode);
    return Stream.iterate(1, id -> id <= SERVERS, id -> id + 1)
        .map(id -> child(member(id)))
        .filter(child -> !child.equals(master))
        .toList();
  }

  /** What is not well with the group of a mode. */
  List<String> complaints(Mode mode) {
    return GroupStatus.of(gateway, group(mode)).complaints(SERVERS);
  }

  /** Where the processes log to. */
  Path folder() {
    return folder;
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

  private void startNameServer() {
    JsonObject nameServer = node().put("nameServer", new JsonObject()).put("http", httpPort());
    start(NAME_SERVER, ServerProcess.ROLE, new JsonObject().put("node", nameServer).put("echo", 1));
    child(NAME_SERVER).awaitReady();
  }

  private void start(String name, String role, JsonObject settings) {
    children.put(name, Child.start(new Child.Role(name, role, settings), flags, folder));
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

  private JsonArray members(int id) {
    JsonArray members = new JsonArray();
    for (Mode mode : modes) {
      JsonObject member =
          new JsonObject()
              .put("group", group(mode))
              .put("serverId", id)
              .put("service", CountingService.class.getName());
      if (mode == Mode.CONSISTENT) {
        member.put("voters", new JsonArray(List.of(1, 2, 3)));
      } else {
        member.put("available", true);
      }
      members.add(member);
    }
    return members;
  }

  /** Where the gateway is. */
  int httpPort() {
    return ports.get(ports.size() - 1);
  }
}
