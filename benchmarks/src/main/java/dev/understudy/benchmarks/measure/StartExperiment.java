package dev.understudy.benchmarks.measure;

import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Numbers;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * How long a first node takes from its launch until it has joined and deployed, and how long three
 * members that are launched at once take until a client, which runs already, has its first answer.
 */
final class StartExperiment {

  private static final Mode MODE = Mode.CONSISTENT;
  private static final double MILLI = 1_000_000;

  private final Consumer<String> progress;
  private final List<Double> nodes = new ArrayList<>();
  private final List<Double> groups = new ArrayList<>();

  StartExperiment(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Once more, with a new cluster. */
  void round(Cluster cluster) {
    long begun = System.nanoTime();
    cluster.startNameServer();
    nodes.add((System.nanoTime() - begun) / MILLI);
    Child client = cluster.launchClient(Cluster.CLIENT);
    client.awaitReady();
    long launched = System.nanoTime();
    cluster.launchMembers();
    JsonObject first = client.order("first", new JsonObject().put("group", Layout.group(MODE)));
    groups.add((first.getLong("nanos") - launched) / MILLI);
    progress.accept(
        String.format(
            Locale.ROOT,
            "first node after %,.0f ms; three members answer after %,.0f ms",
            nodes.get(nodes.size() - 1),
            groups.get(groups.size() - 1)));
  }

  Findings findings() {
    return new Findings(
        "start",
        "Start",
        List.of(
            Finding.millis("nodeMillis", "first node ready, median", Numbers.median(nodes)),
            Finding.millis("nodeWorstMillis", "first node ready, worst", Numbers.most(nodes)),
            Finding.millis(
                "groupMillis",
                "three members, launch to first answer, median",
                Numbers.median(groups)),
            Finding.millis(
                "groupWorstMillis",
                "three members, launch to first answer, worst",
                Numbers.most(groups)),
            Finding.count("rounds", "rounds", nodes.size())),
        new JsonObject());
  }
}
