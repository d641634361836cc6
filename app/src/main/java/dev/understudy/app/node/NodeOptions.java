package dev.understudy.app.node;

import dev.understudy.app.tracing.OpenTelemetryTracer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that every node has; each may come from the environment instead. */
final class NodeOptions {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A JSON file with what is not given otherwise: host, clusterPort, clusterName, join,"
              + " joinDns, partitions, busPort, http, gateway, classpath, nameServer, members.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      description =
          "The address of this node, for the cluster, bus and gateway. Default: 127.0.0.1.")
  private @Nullable String host;

  @Option(
      names = "--cluster-port",
      paramLabel = "N",
      description = "The port on which nodes find each other. Default: 5701.")
  private @Nullable Integer clusterPort;

  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "Only nodes of one name find each other. Default: understudy.")
  private @Nullable String clusterName;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Some nodes of the cluster. Default: port 5701 of this node's address.")
  private @Nullable List<String> join;

  @Option(
      names = "--join-dns",
      paramLabel = "NAME",
      description = "The nodes of the cluster are the addresses of this name (Kubernetes).")
  private @Nullable String joinDns;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Into how many parts the cluster divides its maps: the same on all nodes. Vert.x nodes of"
              + " your own have 271, unless their Hazelcast was told otherwise. Default: 31.")
  private @Nullable Integer partitions;

  @Option(
      names = "--bus-port",
      paramLabel = "N",
      description = "The port of the event bus. Default: 1000 more than the cluster port.")
  private @Nullable Integer busPort;

  @Option(
      names = "--http",
      paramLabel = "PORT",
      description = "Open the HTTP gateway on this port, for people, scripts and probes.")
  private @Nullable Integer http;

  @Mixin private final TokenFlags tokens = new TokenFlags();
  @Mixin private final TraceFlags traces = new TraceFlags();

  @Option(
      names = "--drills",
      description =
          "Whoever may operate a gateway may pause, isolate or crash the server of this node for a"
              + " while: for rehearsals, not for every day.")
  private boolean drills;

  @Option(names = "--orders", hidden = true, description = "Obey the demo on standard input.")
  private boolean orders;

  Optional<Path> config() {
    return config;
  }

  boolean drills() {
    return drills;
  }

  Optional<OpenTelemetryTracer> tracer() {
    return traces.tracer();
  }

  boolean orders() {
    return orders;
  }

  /** What was given, as the configuration file would say it. */
  JsonObject given() {
    JsonObject given = new JsonObject();
    given.put("host", host);
    given.put("clusterPort", clusterPort);
    given.put("clusterName", clusterName);
    given.put("join", join == null ? null : new JsonArray(join));
    given.put("joinDns", joinDns);
    given.put("partitions", partitions);
    given.put("busPort", busPort);
    given.put("http", http);
    JsonObject tokensGiven = tokens.given();
    given.put(
        "gateway", tokensGiven.isEmpty() ? null : new JsonObject().put("tokens", tokensGiven));
    return Layers.withoutNulls(given);
  }
}
