package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.group.EventType;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Many groups that have nothing to do, and then the loss of a process with a server of each. */
final class ScaleExperiment {

  private static final Duration START = Duration.ofMinutes(10);
  private static final Duration TAKEOVER = Duration.ofMinutes(2);

  /** Elections, registrations and compilers have come to rest by then, or never do. */
  private static final Duration REST = Duration.ofSeconds(90);

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** Compilers that work less have caught up. */
  private static final double QUIET_COMPILERS = 0.05;

  private static final double MILLI = 1_000_000;
  private static final double MEBIBYTE = 1 << 20;

  private final Cluster cluster;
  private final int groups;
  private final Consumer<String> progress;

  ScaleExperiment(Cluster cluster, int groups, Consumer<String> progress) {
    this.cluster = cluster;
    this.groups = groups;
    this.progress = progress;
  }

  Findings run() {
    long begun = System.nanoTime();
    cluster.startNameServer();
    List<Child> members = cluster.launchMany(groups);
    Patience.await("a master of every group", START, () -> masters(0, "groups") == groups);
    double startMillis = (cluster.bus().order("masters").getLong("lastNanos") - begun) / MILLI;
    members.forEach(Child::awaitReady);
    progress.accept(String.format(Locale.ROOT, "all have a master after %,.0f ms", startMillis));
    double restSeconds = rest();
    long idleFrom = System.nanoTime();
    Usage idle = Usage.during(IDLE, cluster.all());
    int elections = cluster.happened(EventType.MASTER_ELECTED, idleFrom, 0).getInteger("count");
    double heap =
        members.stream().mapToLong(member -> member.order("heap").getLong("heapBytes")).sum();
    double nameServerHeap = cluster.bus().order("heap").getLong("heapBytes");
    int busiest = busiest();
    int moved = masters(busiest, "on");
    progress.accept(
        String.format(Locale.ROOT, "killing the process with the masters of %,d groups", moved));
    List<Finding> numbers =
        new ArrayList<>(
            List.of(
                Finding.count("groups", "groups of three, in three processes", groups),
                Finding.millis("startMillis", "all have a master after", startMillis),
                Finding.count("restSeconds", "seconds of rest before it is looked at", restSeconds),
                Finding.cores("idleCores", "idle, all processes", idle.cores()),
                Finding.cores("compilingCores", "of that, compilers", idle.compilers()),
                Finding.cores("otherCores", "something else, meanwhile", idle.others()),
                Finding.count("idleElections", "elections meanwhile", elections),
                Finding.mebibytes(
                    "heapMebibytes", "heap of the three, after a collection", heap / MEBIBYTE),
                Finding.mebibytes(
                    "nameServerHeapMebibytes", "of the name server", nameServerHeap / MEBIBYTE),
                Finding.count("moved", "groups that lose their master with a process", moved)));
    numbers.addAll(takeover(busiest));
    return new Findings("scale", "Idle groups", numbers, idle.toJson());
  }

  /** Until the compilers are quiet, but not for ever; returns how many seconds that took. */
  private double rest() {
    long begun = System.nanoTime();
    Usage last = Usage.during(LOOK, cluster.all());
    while (last.compilers() > QUIET_COMPILERS && System.nanoTime() - begun < REST.toNanos()) {
      progress.accept(
          String.format(
              Locale.ROOT,
              "resting: %.2f processors, %.2f of them compile",
              last.cores(),
              last.compilers()));
      last = Usage.during(LOOK, cluster.all());
    }
    return (System.nanoTime() - begun) / MILLI / 1_000;
  }

  private List<Finding> takeover(int server) {
    long killed = System.nanoTime();
    cluster.server(server).close();
    boolean all = Patience.holdsWithin(TAKEOVER, () -> masters(server, "on") == 0);
    double millis = (cluster.bus().order("masters").getLong("lastNanos") - killed) / MILLI;
    return List.of(
        Finding.millis("takeoverMillis", "the last of them has one again after", millis),
        Finding.count("without", "have none after two minutes", all ? 0 : masters(server, "on")));
  }

  /** The server that is master of the most groups. */
  private int busiest() {
    int busiest = 1;
    for (int server : cluster.servers()) {
      busiest = masters(server, "on") > masters(busiest, "on") ? server : busiest;
    }
    if (masters(busiest, "on") == 0) {
      throw Failure.error("no server is a master");
    }
    return busiest;
  }

  private int masters(int server, String field) {
    return cluster.bus().order("masters", new JsonObject().put("server", server)).getInteger(field);
  }
}
