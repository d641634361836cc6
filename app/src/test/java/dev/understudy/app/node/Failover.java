package dev.understudy.app.node;

import dev.understudy.app.CommandRun;
import dev.understudy.app.Understudy;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import dev.understudy.wire.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures fail-over: a name server and three members of a counter group with default settings,
 * each a process of its own, and this process as the client, with 200 requests a second. In each
 * round the master is killed (SIGKILL), the time to the first answer of its successor is taken,
 * every request is looked for, and the killed server comes back. {@code make failover} runs it.
 */
@Command(name = "failover", mixinStandardHelpOptions = true)
final class Failover implements Callable<Integer> {

  private record Happened(long nanos, JsonObject event) {}

  private static final String GROUP = "failover";
  private static final int SERVERS = 3;
  private static final int CLIENT = 4;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double SHOWN_MILLIS = 1_000;

  @Option(names = "--rounds", description = "Masters to kill. Default: ${DEFAULT-VALUE}.")
  private int rounds = 20;

  @Option(names = "--available", description = "The group is AVAILABLE; otherwise CONSISTENT.")
  private boolean available;

  @Option(
      names = "--explain",
      description = "Print the events of rounds of at least so many ms. Default: ${DEFAULT-VALUE}.")
  private double explainMillis = 700;

  @Option(names = "--json", description = "Write the figures to this file.")
  private Optional<Path> json = Optional.empty();

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  private final List<Happened> events = new ArrayList<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Failover()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    NodeProcesses nodes = new NodeProcesses(Files.createTempDirectory("understudy-failover"));
    Runtime.getRuntime().addShutdownHook(new Thread(nodes::killAll));
    nodes.start(0, List.of("name-server"));
    for (int server = 1; server <= SERVERS; server++) {
      nodes.start(server, member(server));
    }
    awaitWell(nodes);
    Vertx vertx =
        Node.start(nodes.settings(CLIENT), Understudy.class.getClassLoader()).await().vertx();
    vertx.eventBus().<JsonObject>consumer(Addresses.EVENTS, event -> happened(event.body()));
    GroupClient client = GroupClient.create(vertx, new GroupClientOptions().setGroup(GROUP));
    out.println(mode() + ", load average before: " + load());
    List<FailoverRound.Outcome> outcomes = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      awaitWell(nodes);
      outcomes.add(play(new FailoverRound(round, GROUP, client, nodes), nodes));
    }
    return report(outcomes);
  }

  private FailoverRound.Outcome play(FailoverRound round, NodeProcesses nodes)
      throws IOException, InterruptedException {
    int master = master(nodes);
    FailoverRound.Outcome outcome;
    try (StatusProbe probe = new StatusProbe(GROUP, nodes.endpoint(), this::happened)) {
      probe.start();
      outcome = round.play(master);
    }
    out.printf(
        Locale.ROOT,
        "round %2d: server %d killed, answer after %5.0f ms; slowest request %5.0f ms;"
            + " %d acknowledged, %d unknown, %d diverged, %d lost, %d twice; load average %s%n",
        outcome.round(),
        master,
        outcome.failoverMillis(),
        outcome.worstMillis(),
        outcome.acknowledged(),
        outcome.unknown(),
        outcome.diverged(),
        outcome.lost(),
        outcome.twice(),
        load());
    if (outcome.failoverMillis() >= explainMillis || outcome.lost() + outcome.diverged() > 0) {
      explain(round, outcome.failoverMillis());
    }
    nodes.start(master, member(master));
    return outcome;
  }

  private int report(List<FailoverRound.Outcome> outcomes) throws IOException {
    List<Double> times =
        outcomes.stream().map(FailoverRound.Outcome::failoverMillis).sorted().toList();
    double median = (times.get((times.size() - 1) / 2) + times.get(times.size() / 2)) / 2;
    double worst = times.get(times.size() - 1);
    int acknowledged = outcomes.stream().mapToInt(FailoverRound.Outcome::acknowledged).sum();
    int lost = outcomes.stream().mapToInt(FailoverRound.Outcome::lost).sum();
    int twice = outcomes.stream().mapToInt(FailoverRound.Outcome::twice).sum();
    out.printf(
        Locale.ROOT,
        "%s, %d rounds: median %.0f ms, worst %.0f ms; %d acknowledged, %d lost, %d twice;"
            + " load average after: %s%n",
        mode(),
        outcomes.size(),
        median,
        worst,
        acknowledged,
        lost,
        twice,
        load());
    if (json.isPresent()) {
      JsonObject document =
          new JsonObject()
              .put("mode", mode())
              .put("medianMillis", median)
              .put("worstMillis", worst)
              .put("acknowledged", acknowledged)
              .put("diverged", outcomes.stream().mapToInt(FailoverRound.Outcome::diverged).sum())
              .put("lost", lost)
              .put("twice", twice)
              .put("rounds", new JsonArray(outcomes.stream().map(o -> o.toJson()).toList()));
      Files.writeString(json.get(), document.encodePrettily() + "\n");
    }
    return lost == 0 && twice == 0 ? 0 : 1;
  }

  private List<String> member(int server) {
    List<String> member =
        new ArrayList<>(
            List.of("member", "--group", GROUP, "--id", "" + server, "--service", "counter"));
    member.addAll(available ? List.of("--available") : List.of("--voters", "1,2,3"));
    return member;
  }

  private String mode() {
    return available ? "AVAILABLE" : "CONSISTENT";
  }

  private synchronized void happened(JsonObject event) {
    events.add(new Happened(System.nanoTime(), event));
  }

  /** Prints what happened around the kill, and which requests were lost. */
  private synchronized void explain(FailoverRound round, double failoverMillis) {
    for (Happened one : events) {
      double millis = (one.nanos() - round.killedAt()) / NANOS_PER_MILLI;
      if (millis > -SHOWN_MILLIS && millis < failoverMillis + SHOWN_MILLIS) {
        out.printf(Locale.ROOT, "    %7.0f ms  %s%n", millis, one.event().encode());
      }
    }
    for (SteadyLoad.Call call : round.missing()) {
      out.printf(
          Locale.ROOT,
          "    lost: %s of epoch %s, sent at %.0f ms, answered at %.0f ms%n",
          call.counter(),
          call.epoch(),
          (call.sentAt() - round.killedAt()) / NANOS_PER_MILLI,
          (call.endedAt() - round.killedAt()) / NANOS_PER_MILLI);
    }
  }

  private static void awaitWell(NodeProcesses nodes) {
    CommandRun health =
        CommandRun.of(
            "health",
            GROUP,
            "--servers",
            "" + SERVERS,
            "--wait",
            "60s",
            "--endpoint",
            nodes.endpoint());
    if (!health.isOk()) {
      throw new IllegalStateException(health.toString());
    }
  }

  private static int master(NodeProcesses nodes) {
    String status = CommandRun.of("status", GROUP, "--json", "--endpoint", nodes.endpoint()).out();
    return new JsonObject(status).getJsonObject("master").getInteger("serverId");
  }

  private static String load() {
    double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", average);
  }
}
