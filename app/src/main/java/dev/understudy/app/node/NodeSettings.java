package dev.understudy.app.node;

import dev.understudy.app.Failure;
import dev.understudy.nameserver.NameServerOptions;
import dev.understudy.server.MemberOptions;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a node is to be: where it is, what runs on it. Complete and checked.
 *
 * @param join nodes of the cluster, {@code host:port}
 * @param joinDns instead of {@code join}: the name whose addresses they are
 * @param partitions into which the cluster divides its maps, 1 to 10,000, the same on all nodes
 * @param http port of the gateway, if there is to be one
 * @param gateway options of the gateway, but for its address
 * @param classpath jars and folders with the services of users
 * @param nameServer options of the name server, if there is to be one
 */
public record NodeSettings(
    String host,
    int clusterPort,
    String clusterName,
    List<String> join,
    Optional<String> joinDns,
    int partitions,
    int busPort,
    OptionalInt http,
    JsonObject gateway,
    List<String> classpath,
    Optional<NameServerOptions> nameServer,
    List<MemberOptions> members) {

  static final int DEFAULT_CLUSTER_PORT = 5701;

  /** See decision 26. */
  static final int DEFAULT_PARTITIONS = 31;

  private static final int BUS_PORT_DISTANCE = 1_000;
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_PARTITIONS = 10_000;
  private static final String DEFAULT_SERVICE = "kv";

  /**
   * Reads a configuration in which all layers are merged.
   *
   * @throws Failure if something in it cannot be
   */
  public static NodeSettings parse(JsonObject configuration) {
    try {
      return read(configuration);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }

  private static NodeSettings read(JsonObject configuration) {
    JsonFields fields = new JsonFields("configuration", configuration);
    String host = fields.text("host", "127.0.0.1");
    int clusterPort = port("clusterPort", fields.count("clusterPort", DEFAULT_CLUSTER_PORT));
    String joinDns = fields.text("joinDns", "");
    List<String> join = texts(fields, configuration, "join");
    if (!joinDns.isEmpty() && !join.isEmpty()) {
      throw new IllegalArgumentException("give either addresses to join, or a DNS name");
    }
    NodeSettings settings =
        new NodeSettings(
            host,
            clusterPort,
            fields.text("clusterName", "understudy"),
            join.isEmpty() ? List.of(bracketed(host) + ":" + DEFAULT_CLUSTER_PORT) : join,
            joinDns.isEmpty() ? Optional.empty() : Optional.of(joinDns),
            number("partitions", fields.count("partitions", DEFAULT_PARTITIONS), MOST_PARTITIONS),
            port("busPort", fields.count("busPort", clusterPort + BUS_PORT_DISTANCE)),
            fields.has("http")
                ? OptionalInt.of(port("http", fields.count("http", 0)))
                : OptionalInt.empty(),
            Gateways.required(fields.object("gateway")),
            texts(fields, configuration, "classpath"),
            fields.has("nameServer")
                ? Optional.of(new NameServerOptions(fields.object("nameServer")))
                : Optional.empty(),
            fields.objects("members").stream().map(NodeSettings::member).toList());
    fields.requireNoOthers();
    requireDistinct(settings.members());
    return settings;
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static MemberOptions member(JsonObject json) {
    MemberOptions options = new MemberOptions(json);
    require(!options.getGroup().isEmpty(), "the member's group is missing: --group NAME");
    require(options.getServerId() >= 0, "the server's number is missing: --id N");
    require(
        options.isAvailable() == options.getVoters().isEmpty(),
        "a group has either voters (--voters 1,2,3) or is available (--available)");
    return options.getService().isEmpty() ? options.setService(DEFAULT_SERVICE) : options;
  }

  private static void requireDistinct(List<MemberOptions> members) {
    Set<String> names = new TreeSet<>();
    for (MemberOptions member : members) {
      String name = member.getGroup() + "/" + member.getServerId();
      require(names.add(name), "there are two members " + name);
    }
  }

  private static List<String> texts(JsonFields fields, JsonObject json, String name) {
    if (!fields.has(name)) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (json.getValue(name) instanceof JsonArray array) {
      array.forEach(text -> texts.add(String.valueOf(text)));
      return List.copyOf(texts);
    }
    throw new IllegalArgumentException("configuration: \"" + name + "\" has to be a list of texts");
  }

  private static int port(String name, int port) {
    return number(name, port, HIGHEST_PORT);
  }

  private static int number(String name, int number, int highest) {
    require(
        number >= 1 && number <= highest,
        "configuration: \"" + name + "\" has to be 1 to " + highest);
    return number;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
