package dev.understudy.app.node;

import dev.understudy.app.FreePorts;
import dev.understudy.app.Understudy;
import dev.understudy.app.verb.Gateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Nodes of one cluster on the loopback address, each in a process of its own. */
final class NodeProcesses {

  private static final int MOST = 5;
  private static final int AGAIN = -1;
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Path logs;
  private final List<Integer> ports = FreePorts.find(3 * MOST);
  private final Map<Integer, Process> processes = new LinkedHashMap<>();
  private final Map<Integer, List<String>> commands = new LinkedHashMap<>();

  NodeProcesses(Path logs) {
    this.logs = logs;
  }

  /** Starts a node; number 0 has the gateway. */
  void start(int node, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(arguments);
    command.addAll(
        List.of(
            "--cluster-name",
            logs.getFileName().toString(),
            "--cluster-port",
            "" + ports.get(3 * node),
            "--bus-port",
            "" + ports.get(3 * node + 1),
            "--http",
            "" + ports.get(3 * node + 2),
            "--join",
            "127.0.0.1:" + ports.get(0)));
    commands.put(node, command);
    processes.put(node, launch(command, "" + node));
  }

  /** The settings of a node of this cluster that a test starts in its own process. */
  NodeSettings settings(int node) throws IOException {
    return NodeSettings.parse(
        new JsonObject()
            .put("clusterName", logs.getFileName().toString())
            .put("clusterPort", ports.get(3 * node))
            .put("busPort", ports.get(3 * node + 1))
            .put("join", new JsonArray().add("127.0.0.1:" + ports.get(0))));
  }

  /** Starts another process like this node's. */
  Process startAgain(int node) throws IOException {
    Process again = launch(commands.getOrDefault(node, List.of()), "again");
    processes.put(AGAIN, again);
    return again;
  }

  Process process(int node) {
    Process process = processes.get(node);
    if (process == null) {
      throw new IllegalArgumentException("there is no node " + node);
    }
    return process;
  }

  /** SIGKILL. */
  void kill(int node) throws InterruptedException {
    process(node).destroyForcibly().waitFor();
  }

  /** SIGSTOP: it is there, and does nothing. */
  void stop(int node) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", "" + process(node).pid()).start().waitFor();
  }

  int clusterPort(int node) {
    return ports.get(3 * node);
  }

  void killAll() {
    processes.values().forEach(Process::destroyForcibly);
  }

  /** Waits until somebody listens on the node's cluster port. */
  void awaitPort(int node) throws InterruptedException {
    while (isFree(ports.get(3 * node)) && process(node).isAlive()) {
      Thread.sleep(50);
    }
  }

  /** What a process has written. */
  List<String> log(String name) throws IOException {
    return Files.readAllLines(logs.resolve(name + ".log"));
  }

  String endpoint() {
    return "http://127.0.0.1:" + ports.get(2);
  }

  /** How often each counter is named by the diverged records of a group of counters. */
  Map<String, Integer> divergedCounters(String group) {
    Gateway gateway = new Gateway(List.of(URI.create(endpoint())), ANSWER);
    Map<String, Integer> counters = new TreeMap<>();
    long from = 0;
    while (from >= 0) {
      JsonObject page = gateway.get(Gateway.path(group, "diverged") + "?from=" + from).json();
      for (Object record : page.getJsonArray("records")) {
        JsonObject payload = ((JsonObject) record).getJsonObject("payload");
        counters.merge(payload.getString("name"), 1, Integer::sum);
      }
      from = page.getValue("next") instanceof Number next ? next.longValue() : -1;
    }
    return counters;
  }

  private Process launch(List<String> command, String name) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(logs.resolve(name + ".log").toFile())
        .start();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> java() {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Understudy.class.getName()));
    return command;
  }
}
