package dev.understudy.faults.plan;

import dev.understudy.app.Understudy;
import dev.understudy.faults.client.ClientProcess;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.Program;
import dev.understudy.group.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What runs on the hosts of an arena: the programs, with all that they are told at their start. */
final class Programs {

  static final String GROUP = "arena";
  static final int CLUSTER_PORT = 5701;
  static final int BUS_PORT = 6701;

  private static final int HTTP_PORT = 8080;
  private static final int HEAP_MEBIBYTES = 256;

  /** How much the nodes log is for the person who runs this to say. */
  private static final List<String> LOG_LEVELS =
      List.of("UNDERSTUDY_LOG", "UNDERSTUDY_LOG_LIBRARIES");

  private final Setup setup;
  private final List<Host> hosts;
  private final Path folder;

  /**
   * The programs of a setup.
   *
   * @param folder where their logs go
   */
  Programs(Setup setup, List<Host> hosts, Path folder) {
    this.setup = setup;
    this.hosts = hosts;
    this.folder = folder;
  }

  /** The member or name server of a host. */
  Program node(int host) {
    List<String> arguments = new ArrayList<>();
    if (setup.isMember(host)) {
      arguments.addAll(List.of("member", "--group", GROUP, "--service", setup.service()));
      arguments.addAll(List.of("--id", "" + Setup.server(host)));
      if (setup.mode() == Mode.CONSISTENT) {
        arguments.add("--voters");
        arguments.add(
            setup.memberHosts().stream()
                .map(member -> "" + Setup.server(member))
                .collect(Collectors.joining(",")));
      } else {
        arguments.add("--available");
      }
    } else {
      arguments.add("name-server");
    }
    arguments.addAll(address(host));
    arguments.addAll(List.of("--http", "" + HTTP_PORT, "--drills"));
    Program program =
        program((setup.isMember(host) ? "server-" : "name-server-") + host, arguments);
    for (String level : LOG_LEVELS) {
      String wanted = System.getenv(level);
      program = wanted == null ? program : program.with(level, wanted);
    }
    return program;
  }

  /** Clients on a host, which join the cluster. */
  Program clients(String name, int host, int rate, long seed) {
    List<String> arguments = new ArrayList<>(address(host));
    arguments.addAll(asking(name, rate, seed));
    arguments.addAll(List.of("--clients", "4"));
    return Program.of(name, java(ClientProcess.class, arguments), folder);
  }

  Program observer() {
    List<String> arguments = new ArrayList<>(List.of(GROUP, "" + setup.members()));
    setup.memberHosts().forEach(host -> arguments.add(gateway(host)));
    return Program.of("observer", java(ObserverProcess.class, arguments), folder);
  }

  String gateway(int host) {
    return "http://" + hosts.get(host).address() + ":" + HTTP_PORT;
  }

  private List<String> asking(String name, int rate, long seed) {
    List<String> arguments = new ArrayList<>(List.of("--group", GROUP, "--name", name));
    arguments.addAll(List.of("--seed", "" + seed, "--rate", "" + rate));
    arguments.addAll(List.of("--workload", setup.service().equals("kv") ? "kv" : "once"));
    return arguments;
  }

  private List<String> address(int host) {
    return List.of(
        "--host",
        hosts.get(host).address(),
        "--cluster-port",
        "" + CLUSTER_PORT,
        "--bus-port",
        "" + BUS_PORT,
        "--cluster-name",
        GROUP,
        "--join",
        hosts.subList(0, setup.members() + setup.nameServers()).stream()
            .map(Host::address)
            .map(address -> address + ":" + CLUSTER_PORT)
            .collect(Collectors.joining(",")));
  }

  private Program program(String name, List<String> arguments) {
    return Program.of(name, java(Understudy.class, arguments), folder);
  }

  private static List<String> java(Class<?> main, List<String> arguments) {
    return Program.java(HEAP_MEBIBYTES, main, arguments);
  }
}
