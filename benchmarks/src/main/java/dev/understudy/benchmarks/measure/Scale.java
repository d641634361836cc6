package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.benchmarks.report.ScaleReport;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Many groups that have nothing to do, and then the loss of a process with a server of each. */
final class Scale {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration TAKEOVER = Duration.ofMinutes(1);

  /** Elections, registrations and compilers have come to rest by then. */
  private static final Duration REST = Duration.ofSeconds(15);

  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final double MILLI = 1_000_000;

  private record Idle(double cores, double compilingCores) {}

  private final Cluster cluster;
  private final int groups;
  private final PrintWriter progress;

  Scale(Cluster cluster, int groups, PrintWriter progress) {
    this.cluster = cluster;
    this.groups = groups;
    this.progress = progress;
  }

  ScaleReport run() {
    say("starting a name server and three processes with a server of every group");
    long begun = System.nanoTime();
    List<Child> members = cluster.startMany(groups);
    Patience.await("a master of every group", START, () -> masters(0, "groups") == groups);
    double startMillis = (System.nanoTime() - begun) / MILLI;
    say("every group has a master");
    Idle idle = idle();
    long heap =
        members.stream().mapToLong(member -> member.order("heap").getLong("heapBytes")).sum();
    int busiest = busiest();
    int moved = masters(busiest, "on");
    say(String.format(Locale.ROOT, "killing the process with the masters of %,d groups", moved));
    double takeover = takeover(busiest);
    return new ScaleReport(
        Machine.described(),
        groups,
        startMillis,
        idle.cores(),
        idle.compilingCores(),
        heap,
        moved,
        takeover);
  }

  private Idle idle() {
    Patience.pause(REST);
    Snapshot before = Snapshot.of(cluster.all());
    long begun = System.nanoTime();
    Patience.pause(IDLE);
    Snapshot after = Snapshot.of(cluster.all());
    double nanos = System.nanoTime() - begun;
    return new Idle(
        after.cpuNanos(before, cluster.all()) / nanos, after.compileNanos(before) / nanos);
  }

  private double takeover(int server) {
    long killed = System.currentTimeMillis();
    cluster.kill(server);
    Patience.await("other masters", TAKEOVER, () -> masters(server, "on") == 0);
    return cluster.bus().order("masters").getLong("lastMillis") - killed;
  }

  /** The server that is master of the most groups. */
  private int busiest() {
    int busiest = 1;
    for (int server = 2; server <= Cluster.SERVERS; server++) {
      busiest = masters(server, "on") > masters(busiest, "on") ? server : busiest;
    }
    if (masters(busiest, "on") == 0) {
      throw Failure.error("no server is a master");
    }
    return busiest;
  }

  private int masters(int server, String field) {
    JsonObject order = new JsonObject().put("server", server);
    return cluster.bus().order("masters", order).getInteger(field);
  }

  private void say(String text) {
    progress.println(text);
    progress.flush();
  }
}
