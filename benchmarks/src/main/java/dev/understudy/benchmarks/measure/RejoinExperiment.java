package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Numbers;
import dev.understudy.group.EventType;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One server of an AVAILABLE group of three is cut from the two others and from the name server,
 * both sides serve a write, and the cut ends: how long from the moment at which the name server has
 * both masters' registrations until one master is left and all others are in sync with it.
 */
final class RejoinExperiment {

  private static final Mode MODE = Mode.AVAILABLE;
  private static final int ALONE = 1;
  private static final int OTHER = 2;
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration REST = Duration.ofMillis(500);
  private static final double MILLI = 1_000_000;

  private final Cluster cluster;
  private final Consumer<String> progress;
  private final List<Double> repairs = new ArrayList<>();
  private final List<Double> oneMaster = new ArrayList<>();
  private final List<Double> heals = new ArrayList<>();
  private int unseen;

  RejoinExperiment(Cluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  Findings run(int rounds) {
    cluster.start();
    for (int round = 1; round <= rounds; round++) {
      cut();
      write(ALONE);
      write(OTHER);
      Patience.pause(REST);
      heal();
      progress.accept(
          String.format(
              Locale.ROOT,
              "round %d: all in sync %,.0f ms after both were registered, %,.0f ms after the heal",
              round,
              repairs.get(repairs.size() - 1),
              heals.get(heals.size() - 1)));
      Patience.pause(REST);
    }
    return new Findings(
        "rejoin",
        "Two masters become one",
        List.of(
            Finding.millis(
                "millis", "both registered to all in sync, median", Numbers.median(repairs)),
            Finding.millis("worstMillis", "the same, worst", Numbers.most(repairs)),
            Finding.millis(
                "oneMasterMillis", "until one is left, median", Numbers.median(oneMaster)),
            Finding.millis(
                "healedMillis", "end of the cut to all in sync, median", Numbers.median(heals)),
            Finding.count("unseen", "rounds repaired before a name server saw both", unseen),
            Finding.count("rounds", "rounds", rounds)),
        new JsonObject());
  }

  private void cut() {
    long from = System.nanoTime();
    boolean wasMaster = cluster.master(MODE).equals(cluster.server(ALONE));
    for (int server : cluster.servers()) {
      boolean alone = server == ALONE;
      JsonArray others = new JsonArray();
      cluster.servers().stream()
          .filter(other -> alone ? other != ALONE : other == ALONE)
          .forEach(others::add);
      cluster
          .server(server)
          .order(
              "cut",
              new JsonObject()
                  .put("group", Layout.group(MODE))
                  .put("servers", others)
                  .put("nameServers", alone));
    }
    // the side without the master elects one
    Patience.await(
        "a second master",
        MOST,
        () ->
            wasMaster
                ? elected(from, OTHER) + elected(from, OTHER + 1) > 0
                : elected(from, ALONE) > 0);
  }

  private int elected(long from, int server) {
    return cluster.happened(EventType.MASTER_ELECTED, from, server).getInteger("count");
  }

  private void write(int server) {
    cluster.server(server).order("first", new JsonObject().put("group", Layout.group(MODE)));
  }

  private void heal() {
    long healed = System.nanoTime();
    cluster.servers().forEach(server -> cluster.server(server).order("heal"));
    long oneLeft = await(EventType.MASTER_STEPPED_DOWN, healed);
    while (!cluster.complaints(MODE).isEmpty()) {
      Patience.pause(LOOK);
    }
    long inSync = System.nanoTime();
    long seen = cluster.happened(EventType.DUPLICATE_REGISTRATION, healed, 0).getLong("firstNanos");
    if (seen == 0) {
      unseen++;
      seen = healed;
    }
    repairs.add((inSync - seen) / MILLI);
    oneMaster.add((oneLeft - seen) / MILLI);
    heals.add((inSync - healed) / MILLI);
  }

  private long await(EventType type, long since) {
    long end = since + MOST.toNanos();
    long first = 0;
    while (first == 0 && System.nanoTime() < end) {
      Patience.pause(LOOK);
      first = cluster.happened(type, since, 0).getLong("firstNanos");
    }
    return first;
  }
}
