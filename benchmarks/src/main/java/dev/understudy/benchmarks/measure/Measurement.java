package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.report.Window;
import dev.understudy.benchmarks.report.Window.Cost;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures one load after the other on a cluster that runs. */
final class Measurement {

  /** The queues are as they will be by then. */
  private static final Duration SETTLE = Duration.ofMillis(250);

  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(1);
  private static final double GAIN = 1.05;
  private static final int FLAT = 3;
  private static final double NANOS = 1e9;

  /** Who has which part in a load. */
  private record Parts(Child server, List<Child> backups, List<Child> all) {}

  private final Cluster cluster;
  private final Map<Mode, Parts> groups = new LinkedHashMap<>();
  private final Parts bus;

  Measurement(Cluster cluster, Collection<Mode> modes) {
    this.cluster = cluster;
    modes.forEach(
        mode ->
            groups.put(
                mode,
                new Parts(cluster.master(mode), cluster.backups(mode), cluster.groupProcesses())));
    bus = new Parts(cluster.bus(), List.of(), cluster.busProcesses());
  }

  /**
   * Works until it gets no faster: three windows in a row that are not 5 % better than the best
   * before.
   *
   * @return calls per second at the end
   */
  double warmUp(Load load, Duration most) {
    start(load);
    double best = 0;
    double last = 0;
    int flat = 0;
    for (long end = System.nanoTime() + most.toNanos(); flat < FLAT && System.nanoTime() < end; ) {
      Pause.of(WARM_UP_WINDOW);
      last = perSecond(cluster.client().order("sample"));
      flat = last > best * GAIN ? 0 : flat + 1;
      best = Math.max(best, last);
    }
    cluster.client().order("stop");
    return last;
  }

  Window measure(Load load, Duration window) {
    Parts parts = parts(load);
    start(load);
    Pause.of(SETTLE);
    Snapshot before = Snapshot.of(cluster.all());
    cluster.client().order("sample");
    Pause.of(window);
    Snapshot after = Snapshot.of(cluster.all());
    JsonObject sample = cluster.client().order("sample");
    cluster.client().order("stop");
    long calls = sample.getLong("completed");
    if (calls == 0) {
      throw Failure.error(load + ": no call succeeded: " + sample.getString("lastFailure"));
    }
    Cost client = after.cost(before, List.of(cluster.client()), calls);
    return new Window(
        perSecond(sample),
        sample.getDouble("p50Micros"),
        sample.getDouble("p99Micros"),
        sample.getDouble("p999Micros"),
        sample.getLong("failed"),
        after.cpuMillis(before, parts.all(), calls),
        after.cost(before, List.of(parts.server()), calls),
        after.cost(before, parts.backups(), calls),
        client,
        after.otherNanos(before) / sample.getLong("nanos"));
  }

  private void start(Load load) {
    JsonObject order =
        new JsonObject()
            .put("depth", load.shape().depth())
            .put("payloadBytes", load.shape().payloadBytes());
    if (load instanceof Load.Group group) {
      order.put("target", group.operation().toString()).put("group", Cluster.group(group.mode()));
    } else {
      order.put("target", load instanceof Load.Map ? "map" : "bus");
    }
    cluster.client().order("start", order);
  }

  private Parts parts(Load load) {
    if (load instanceof Load.Group group) {
      Parts parts = groups.get(group.mode());
      if (parts != null) {
        return parts;
      }
      throw new IllegalArgumentException("there is no group for " + load);
    }
    // the map lives on all nodes
    return load instanceof Load.Map
        ? new Parts(cluster.bus(), List.of(), List.copyOf(cluster.all()))
        : bus;
  }

  private static double perSecond(JsonObject sample) {
    return sample.getLong("completed") * NANOS / sample.getLong("nanos");
  }
}
