package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.app.bench.Operation;
import dev.understudy.benchmarks.node.SlowService;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Ten times as many writes as a group can bear, from eight clients of a process of their own, while
 * one of its backups stands still: what is refused, what the heaps grow to, how fast it is as fast
 * as before, and whether anything is lost. The service works on each request, or no client could
 * offer that much.
 */
final class FloodExperiment {

  /** What every server's options have besides. */
  static final JsonObject MEMBER = new JsonObject().put("service", SlowService.class.getName());

  private static final Mode MODE = Mode.CONSISTENT;
  private static final Load FULL =
      new Load.Group(new Case(Operation.WRITE, MODE, Shape.ofDepth(1_024, 64)));
  private static final JsonObject FLOOD = new JsonObject().put("load", "flood");
  private static final JsonObject PROBE = new JsonObject().put("load", "probe");
  private static final int CLIENTS = 8;
  private static final int TIMES = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration SHORT_LOOK = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final double AS_BEFORE = 0.9;
  private static final double MILLI = 1_000_000;
  private static final double MEBIBYTE = 1 << 20;

  private final Cluster cluster;
  private final Consumer<String> progress;
  private double mostHeap;

  FloodExperiment(Cluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  Findings run(Duration length) {
    cluster.start();
    Child flooder = cluster.launchClient("flooder");
    flooder.awaitReady();
    Client client = Client.of(cluster);
    client.start(FULL);
    Patience.pause(WARM_UP);
    client.sample();
    Patience.pause(LOOK);
    double capacity = Client.perSecond(client.sample());
    client.stop();
    progress.accept(String.format(Locale.ROOT, "capacity %,.0f/s", capacity));
    Child paused = cluster.backups(MODE).get(0);
    Child master = cluster.master(MODE);
    paused.pause();
    double offered = flood(flooder, length, capacity, master);
    paused.resume();
    double recovery = recovery(client.process(), capacity);
    flooder.order("stop", FLOOD);
    cluster.awaitInSync();
    JsonObject tally = flooder.order("tally", new JsonObject().put("group", Layout.group(MODE)));
    Audit audit = Audit.of(cluster, MODE).with(tally);
    progress.accept(audit.required());
    List<Finding> numbers =
        new ArrayList<>(
            List.of(
                Finding.perSecond("capacityPerSecond", "capacity", capacity),
                Finding.perSecond("offeredPerSecond", "offered", offered),
                Finding.count("seconds", "seconds", length.toSeconds()),
                Finding.mebibytes("heapMebibytes", "largest heap of the master", mostHeap),
                Finding.millis("recoveryMillis", "nine tenths as fast again after", recovery)));
    numbers.addAll(audit.findings());
    JsonObject failures = tally.getJsonObject("failures");
    numbers.add(
        Finding.count("overloaded", "refused as overloaded", failures.getLong("overloaded", 0L)));
    return new Findings("flood", "A flood", numbers, new JsonObject().put("failures", failures));
  }

  /** Returns how many were really offered in a second. */
  private double flood(Child flooder, Duration length, double capacity, Child master) {
    long begun = System.nanoTime();
    flooder.order(
        "flood",
        FLOOD
            .copy()
            .put("group", Layout.group(MODE))
            .put("payloadBytes", FULL.shape().payloadBytes())
            .put("clients", CLIENTS)
            .put("ratePerSecond", (int) (TIMES * capacity)));
    while (System.nanoTime() - begun < length.toNanos()) {
      Patience.pause(LOOK);
      double heap = master.order("heap").getLong("heapBytes") / MEBIBYTE;
      mostHeap = Math.max(mostHeap, heap);
      progress.accept(String.format(Locale.ROOT, "heap of the master: %,.0f MiB", heap));
    }
    double offered = Client.perSecond(flooder.order("sample", FLOOD));
    flooder.order("end", FLOOD);
    return offered;
  }

  /** Returns how many milliseconds it took until it was as fast as before. */
  private double recovery(Child client, double capacity) {
    long ended = System.nanoTime();
    client.order(
        "start",
        PROBE
            .copy()
            .put("target", "write")
            .put("group", Layout.group(MODE))
            .put("depth", FULL.shape().depth())
            .put("payloadBytes", FULL.shape().payloadBytes()));
    double rate = 0;
    while (rate < AS_BEFORE * capacity && System.nanoTime() - ended < MOST.toNanos()) {
      Patience.pause(SHORT_LOOK);
      rate = Client.perSecond(client.order("sample", PROBE));
      progress.accept(
          String.format(
              Locale.ROOT, "%,.0f ms after: %,.0f/s", (System.nanoTime() - ended) / MILLI, rate));
    }
    double millis = (System.nanoTime() - ended) / MILLI;
    client.order("stop", PROBE);
    return millis;
  }
}
