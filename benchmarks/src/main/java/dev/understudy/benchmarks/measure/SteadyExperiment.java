package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.app.bench.Operation;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Numbers;
import dev.understudy.group.EventType;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** 1,024 writes in flight, all the time, and no fault: the mastership has to stay where it is. */
final class SteadyExperiment {

  private static final Mode MODE = Mode.CONSISTENT;
  private static final Load FULL =
      new Load.Group(new Case(Operation.WRITE, MODE, Shape.ofDepth(1_024, 64)));
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Cluster cluster;
  private final Consumer<String> progress;

  SteadyExperiment(Cluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  Findings run(Duration length) {
    cluster.start();
    Client client = Client.of(cluster);
    long begun = System.nanoTime();
    client.start(FULL);
    List<Double> rates = new ArrayList<>();
    long failed = 0;
    while (System.nanoTime() - begun < length.toNanos()) {
      Patience.pause(LOOK.compareTo(length) < 0 ? LOOK : length);
      JsonObject sample = client.sample();
      failed += sample.getLong("failed");
      rates.add(Client.perSecond(sample));
      progress.accept(
          String.format(
              Locale.ROOT,
              "%,.0f/s; %d elections so far",
              rates.get(rates.size() - 1),
              elections(begun)));
    }
    client.stop();
    List<Finding> numbers =
        new ArrayList<>(
            List.of(
                Finding.count("seconds", "seconds at 1,024 in flight", length.toSeconds()),
                Finding.count("elections", "elections meanwhile", elections(begun)),
                Finding.perSecond("perSecond", "writes, median of 10 s", Numbers.median(rates)),
                Finding.perSecond("leastPerSecond", "writes, slowest 10 s", Numbers.least(rates)),
                Finding.count("failed", "writes that failed", failed)));
    Audit audit = Audit.of(cluster, MODE);
    progress.accept(audit.required());
    numbers.addAll(audit.findings());
    return new Findings("steady", "Full load without a fault", numbers, new JsonObject());
  }

  private int elections(long since) {
    return cluster.happened(EventType.MASTER_ELECTED, since, 0).getInteger("count");
  }
}
