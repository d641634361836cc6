package dev.understudy.faults.client;

import dev.understudy.app.Failure;
import dev.understudy.app.Understudy;
import dev.understudy.app.node.Node;
import dev.understudy.app.node.NodeSettings;
import dev.understudy.app.node.SharedMapNode;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Clients of one group in a process of their own, which write down all they ask and are told
 * ({@link Notes}). They join the cluster as a plain node, or, with {@code --http}, use a gateway;
 * with {@code --map} they use a shared map in place of a group.
 *
 * <p>Orders on standard input, one a line: {@code start}; {@code stop}, answered when every call
 * has ended; {@code audit URL...}, which reads everything back through a gateway there. The process
 * ends when standard input does, so it never outlives the one who gives the orders.
 */
@Command(name = "client", mixinStandardHelpOptions = true)
public final class ClientProcess implements Callable<Integer> {

  /** How much later than its deadline a call may end. */
  private static final long GRACE_MILLIS = 5_000;

  @Option(names = "--host", description = "This node's address. Default: ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(names = "--cluster-port", description = "Default: ${DEFAULT-VALUE}.")
  private int clusterPort = 5701;

  @Option(names = "--bus-port", description = "Default: ${DEFAULT-VALUE}.")
  private int busPort = 6701;

  @Option(names = "--cluster-name", description = "Default: ${DEFAULT-VALUE}.")
  private String clusterName = "understudy";

  @Option(names = "--join", split = ",", description = "Nodes of the cluster, HOST:PORT.")
  private List<String> join = List.of();

  @Option(names = "--http", description = "Call this gateway by HTTP; join no cluster.")
  private Optional<URI> http = Optional.empty();

  @Option(names = "--map", description = "Use a shared map in place of the group.")
  private boolean shared;

  @Option(names = "--group", required = true)
  private String group = "";

  @Option(names = "--workload", required = true, description = "${COMPLETION-CANDIDATES}")
  private Workload.Name workloadName = Workload.Name.KV;

  @Option(names = "--keys", description = "Keys of kv. Default: ${DEFAULT-VALUE}.")
  private int keys = 5;

  @Option(names = "--clients", description = "Default: ${DEFAULT-VALUE}.")
  private int clients = 1;

  @Option(names = "--rate", description = "Calls a second of all. Default: ${DEFAULT-VALUE}.")
  private double rate = 100;

  @Option(names = "--outstanding", description = "Under way at most. Default: ${DEFAULT-VALUE}.")
  private int outstanding = 1_000;

  @Option(names = "--name", description = "Different for every process of a run.", required = true)
  private String name = "";

  @Option(names = "--seed", description = "Decides what is asked for. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(names = "--deadline", description = "Milliseconds a call. Default: ${DEFAULT-VALUE}.")
  private long deadlineMillis = GroupClientOptions.DEFAULT_DEADLINE_MILLIS;

  private @Nullable Node node;
  private Optional<AsyncMap<String, String>> map = Optional.empty();

  /** Ends with 0 when standard input does. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new ClientProcess());
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Notes notes = new Notes(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    Workload workload = Workload.of(workloadName, keys, seed);
    Load.Settings settings = new Load.Settings(name, rate, outstanding);
    Load load = new Load(settings, workload, callers(), notes);
    notes.ready();
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String order = orders.readLine();
    while (order != null) {
      obey(order, load, notes, workload);
      order = orders.readLine();
    }
    if (node != null) {
      node.leave().await();
    }
    return 0;
  }

  private void obey(String order, Load load, Notes notes, Workload workload)
      throws InterruptedException {
    String[] words = order.trim().split(" +", -1);
    switch (words[0]) {
      case "start" -> load.start();
      case "stop" -> load.stop(deadlineMillis + GRACE_MILLIS);
      case "audit" ->
          audit(Stream.of(words).skip(1).map(URI::create).toList(), notes, workload.keys());
      default -> System.err.println("no order: " + order);
    }
  }

  private void audit(List<URI> gateways, Notes notes, List<String> asked) {
    String field = workloadName == Workload.Name.KV ? "key" : "name";
    Optional<String> absent =
        workloadName == Workload.Name.KV ? Optional.empty() : Optional.of("0");
    try {
      if (map.isPresent()) {
        notes.audited(new MapAuditor(map.get(), absent).read(asked), "");
      } else {
        Auditor auditor = new Auditor(gateways, group, field);
        Audit audit = auditor.read(asked);
        notes.audited(audit, auditor.difference());
      }
    } catch (Failure e) {
      notes.auditFailed(String.valueOf(e.getMessage()));
    }
  }

  private List<Caller> callers() {
    if (http.isPresent()) {
      Duration deadline = Duration.ofMillis(deadlineMillis);
      return List.of(new HttpCaller(http.get(), group, deadline));
    }
    if (shared) {
      SharedMapNode plain = SharedMapNode.start(settings(), false).await();
      AsyncMap<String, String> joined = plain.map().await();
      map = Optional.of(joined);
      return List.of(new MapCaller(joined, deadlineMillis));
    }
    Node joined = Node.start(settings(), Understudy.class.getClassLoader()).await();
    node = joined;
    GroupClientOptions options =
        new GroupClientOptions().setGroup(group).setDeadlineMillis(deadlineMillis);
    Sends sends = Sends.on(joined.vertx().eventBus());
    return IntStream.range(0, clients)
        .<Caller>mapToObj(i -> new BusCaller(GroupClient.create(joined.vertx(), options), sends))
        .toList();
  }

  private NodeSettings settings() {
    return NodeSettings.parse(
        new JsonObject()
            .put("host", host)
            .put("clusterPort", clusterPort)
            .put("busPort", busPort)
            .put("clusterName", clusterName)
            .put("join", new JsonArray(join)));
  }
}
