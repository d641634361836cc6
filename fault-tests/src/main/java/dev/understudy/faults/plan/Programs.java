package dev.understudy.faults.plan;

import dev.understudy.faults.client.ClientProcess;
import dev.understudy.faults.lab.Host;
import dev.understudy.faults.lab.Program;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  private final Cast cast;

  /**
   * The programs of a setup.
   *
   * @param folder where their logs go
   */
  Programs(Setup setup, List<Host> hosts, Path folder, Cast cast) {
    this.setup = setup;
    this.hosts = hosts;
    this.folder = folder;
    this.cast = cast;
  }

  /** The node of a host: a member, a name server, or guests. */
  Program node(int host) {
    if (setup.servers(host).isEmpty()) {
      return node("name-server-" + host, host, List.of("name-server"));
    }
    return setup.isMember(host)
        ? node("server-" + host, host, member(host))
        : node("guests-" + host, host, List.of("member", "--config", guests(host).toString()));
  }

  /** Clients on a host, which join the cluster. */
  Program clients(String name, int host, int rate, long seed) {
    List<String> arguments = new ArrayList<>(address(host));
    arguments.addAll(asking(name, rate, seed));
    arguments.addAll(List.of("--clients", "4"));
    return Program.of(name, java(ClientProcess.class, arguments), folder);
  }

  /** Clients on a host that use a gateway. */
  Program gatewayClients(String name, String gateway, int rate, long seed) {
    List<String> arguments = new ArrayList<>(asking(name, rate, seed));
    arguments.addAll(List.of("--http", gateway));
    return Program.of(name, java(ClientProcess.class, arguments), folder);
  }

  Program observer() {
    List<String> arguments =
        new ArrayList<>(List.of(GROUP, "" + setup.members(), "" + setup.nameServers()));
    setup.memberHosts().forEach(host -> arguments.add(gateway(host)));
    return Program.of("observer", java(cast.observer(), arguments), folder);
  }

  String gateway(int host) {
    return "http://" + hosts.get(host).address() + ":" + HTTP_PORT;
  }

  private List<String> member(int host) {
    List<String> arguments =
        new ArrayList<>(List.of("member", "--group", GROUP, "--service", setup.service()));
    arguments.addAll(List.of("--id", "" + Setup.server(host)));
    if (setup.mode() == Mode.CONSISTENT) {
      arguments.add("--voters");
      arguments.add(voters().stream().map(String::valueOf).collect(Collectors.joining(",")));
    } else {
      arguments.add("--available");
    }
    return arguments;
  }

  private List<Integer> voters() {
    return setup.memberHosts().stream().map(Setup::server).toList();
  }

  /** A file with the members of a process that has several. */
  private Path guests(int host) {
    JsonArray members = new JsonArray();
    for (int server : setup.servers(host)) {
      JsonObject member = new JsonObject().put("group", GROUP).put("serverId", server);
      member.put("service", setup.service());
      members.add(
          setup.mode() == Mode.CONSISTENT
              ? member.put("voters", new JsonArray(voters()))
              : member.put("available", true));
    }
    try {
      return Files.writeString(
          folder.resolve("guests-" + host + ".json"),
          new JsonObject().put("members", members).encodePrettily());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Program node(String name, int host, List<String> role) {
    List<String> arguments = new ArrayList<>(cast.first());
    arguments.addAll(role);
    arguments.addAll(address(host));
    arguments.addAll(List.of("--http", "" + HTTP_PORT, "--orders"));
    Program program = Program.of(name, java(cast.node(), arguments), folder);
    for (String level : LOG_LEVELS) {
      String wanted = System.getenv(level);
      program = wanted == null ? program : program.with(level, wanted);
    }
    return program;
  }

  private List<String> asking(String name, int rate, long seed) {
    List<String> arguments = new ArrayList<>(List.of("--group", GROUP, "--name", name));
    arguments.addAll(List.of("--seed", "" + seed, "--rate", "" + rate));
    arguments.addAll(cast.client());
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

  private static List<String> java(Class<?> main, List<String> arguments) {
    return Program.java(HEAP_MEBIBYTES, main, arguments);
  }
}
