package dev.understudy.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A name server and the three members of the group {@code kv}, which take part in drills; and, if
 * it is started by itself, a member in a cluster of its own that has no name server. Each is
 * started by the launcher.
 */
final class LaunchedCluster implements AutoCloseable {

  static final String GROUP = "kv";
  static final int NAME_SERVER = 0;
  static final int WITHOUT_NAME_SERVER = 4;

  private static final int PORTS_OF_A_NODE = 3;
  private static final int SERVERS = 3;
  private static final long LEAVE_SECONDS = 30;

  private final Path logs;
  private final List<Integer> ports = FreePorts.find(PORTS_OF_A_NODE * (WITHOUT_NAME_SERVER + 1));
  private final Map<Integer, Process> processes = new LinkedHashMap<>();

  LaunchedCluster(Path logs) {
    this.logs = logs;
  }

  void start() throws IOException {
    for (int node = NAME_SERVER; node <= SERVERS; node++) {
      start(node);
    }
  }

  void start(int node) throws IOException {
    processes.put(node, Launcher.start(logs.resolve(node + ".log"), arguments(node)));
  }

  /** Another process that wants the ports of a node; what it says goes into a file. */
  Process startAgain(int node, Path log) throws IOException {
    return Launcher.start(log, arguments(node));
  }

  /** SIGKILL. */
  void kill(int node) throws InterruptedException {
    process(node).destroyForcibly().waitFor();
  }

  /** SIGTERM; the exit code. */
  int end(int node) throws InterruptedException {
    Process process = process(node);
    process.destroy();
    if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("node " + node + " does not leave");
    }
    return process.exitValue();
  }

  String endpoint(int node) {
    return "http://127.0.0.1:" + ports.get(PORTS_OF_A_NODE * node + 2);
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
  }

  private Process process(int node) {
    Process process = processes.get(node);
    if (process == null) {
      throw new IllegalStateException("node " + node + " was not started");
    }
    return process;
  }

  private List<String> arguments(int node) {
    List<String> arguments = new ArrayList<>();
    if (node == NAME_SERVER) {
      arguments.add("name-server");
    } else if (node <= SERVERS) {
      arguments.addAll(List.of("member", "--group", GROUP, "--id", "" + node));
      arguments.addAll(List.of("--voters", "1,2,3", "--drills"));
    } else {
      arguments.addAll(List.of("member", "--group", GROUP, "--id", "1", "--voters", "1"));
    }
    int cluster = node == WITHOUT_NAME_SERVER ? node : NAME_SERVER;
    int first = PORTS_OF_A_NODE * node;
    arguments.addAll(List.of("--cluster-name", logs.getFileName() + "-" + cluster));
    arguments.addAll(List.of("--join", "127.0.0.1:" + ports.get(PORTS_OF_A_NODE * cluster)));
    arguments.addAll(List.of("--cluster-port", "" + ports.get(first)));
    arguments.addAll(List.of("--bus-port", "" + ports.get(first + 1)));
    arguments.addAll(List.of("--http", "" + ports.get(first + 2)));
    return arguments;
  }
}
