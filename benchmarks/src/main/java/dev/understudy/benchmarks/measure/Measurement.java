package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.report.Window;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Measures one load after the other on a cluster that runs. */
final class Measurement {

  /** The queues are as they will be by then. */
  private static final Duration SETTLE = Duration.ofMillis(150);

  /** Who has which part in a load. */
  private record Parts(Child server, List<Child> backups, List<Child> all) {}

  private final Cluster cluster;
  private final Client client;

  Measurement(Cluster cluster, Client client) {
    this.cluster = cluster;
    this.client = client;
  }

  Window measure(Load load, Duration window) {
    // looked up every time: a mastership may move under load
    Parts parts = parts(load);
    client.start(load);
    Patience.pause(SETTLE);
    Snapshot before = Snapshot.of(cluster.all());
    client.sample();
    Patience.pause(window);
    Snapshot after = Snapshot.of(cluster.all());
    JsonObject sample = client.sample();
    client.stop();
    long calls = sample.getLong("completed");
    if (calls == 0) {
      throw Failure.error(load + ": no call succeeded: " + sample.getString("lastFailure"));
    }
    return new Window(
        Client.perSecond(sample),
        sample.getDouble("p50Micros"),
        sample.getDouble("p99Micros"),
        sample.getDouble("p999Micros"),
        sample.getLong("failed"),
        after.cpuMillis(before, parts.all(), calls),
        after.cost(before, List.of(parts.server()), calls),
        after.cost(before, parts.backups(), calls),
        after.cost(before, List.of(cluster.client()), calls),
        after.compileNanos(before) / sample.getLong("nanos"),
        after.otherNanos(before) / sample.getLong("nanos"));
  }

  private Parts parts(Load load) {
    if (load instanceof Load.Group group) {
      return new Parts(cluster.master(group.mode()), cluster.backups(group.mode()), cluster.all());
    }
    // the map lives on all nodes, the second receiver on one of them
    return new Parts(
        cluster.bus(),
        List.of(),
        load instanceof Load.Bus ? cluster.busProcesses() : cluster.all());
  }
}
