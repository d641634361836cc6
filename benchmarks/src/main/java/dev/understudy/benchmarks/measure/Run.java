package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Plan;
import dev.understudy.benchmarks.plan.Slot;
import dev.understudy.benchmarks.report.Report;
import dev.understudy.benchmarks.report.Window;
import dev.understudy.group.Mode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One run: starts the cluster, warms it up, measures round after round, and looks for losses. */
final class Run {

  /** What a measurement takes besides its window. */
  private static final Duration AROUND = Duration.ofMillis(350);

  private static final Duration SHORTEST = Duration.ofMillis(300);

  private final Plan plan;
  private final Cluster cluster;
  private final PrintWriter progress;
  private final Results results = new Results();
  private final Map<Mode, String> masters = new LinkedHashMap<>();
  private final long begun = System.nanoTime();

  Run(Plan plan, Cluster cluster, PrintWriter progress) {
    this.plan = plan;
    this.cluster = cluster;
    this.progress = progress;
  }

  /** Measures all. */
  Report run() {
    say("starting five processes");
    cluster.start();
    plan.modes().forEach(mode -> masters.put(mode, cluster.master(mode).name()));
    Client client = Client.of(cluster);
    say("warming up: " + plan.warmUps());
    new WarmUp(cluster, client, this::say).run(plan.warmUps(), plan.warmUp());
    Duration window = window();
    Measurement measurement = new Measurement(cluster, client);
    for (int round = 0; round < plan.rounds(); round++) {
      for (Slot slot : plan.slots()) {
        for (Load load : slot.loads(round)) {
          Window measured = measurement.measure(load, window);
          results.add(load, measured);
          tell(round, load, measured);
        }
      }
    }
    String collector = cluster.bus().order("figures").getString("collector");
    return new Report(Machine.described(), collector, window, results.of(plan.slots()));
  }

  /** Records every case with Flight Recorder. */
  void profile(Path folder) {
    new Profiling(cluster, this::say).record(plan, folder);
  }

  /**
   * Whether each group has counted what it acknowledged, and is as it was at the beginning.
   *
   * @throws Failure if anything was lost or executed twice
   */
  void verify() {
    for (Mode mode : plan.modes()) {
      say(Audit.of(cluster, mode).required());
      if (!cluster.master(mode).name().equals(masters.get(mode))) {
        say("the mastership of " + Layout.group(mode) + " moved meanwhile");
      }
    }
  }

  /** As long as planned, or as the budget allows. */
  private Duration window() {
    if (plan.budget().isEmpty()) {
      return plan.window();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    Duration left =
        plan.budget().get().minus(elapsed).dividedBy(Math.max(1, plan.windows())).minus(AROUND);
    Duration most = left.compareTo(plan.window()) < 0 ? left : plan.window();
    return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
  }

  private void tell(int round, Load load, Window measured) {
    say(
        String.format(
            Locale.ROOT,
            "round %d of %d: %s: %,.0f/s, p50 %,.0f us%s",
            round + 1,
            plan.rounds(),
            load,
            measured.perSecond(),
            measured.p50Micros(),
            measured.failed() == 0 ? "" : ", " + measured.failed() + " FAILED"));
  }

  private void say(String text) {
    progress.printf(Locale.ROOT, "%7.1f s  %s%n", (System.nanoTime() - begun) / 1e9, text);
    progress.flush();
  }
}
