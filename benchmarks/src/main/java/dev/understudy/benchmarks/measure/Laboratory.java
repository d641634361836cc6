package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.app.bench.Experiment;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Carries experiments out, each with processes of its own, and keeps what they found. */
final class Laboratory implements Experiment.Performer {

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final double NANOS = 1e9;
  private static final List<Mode> CONSISTENT = List.of(Mode.CONSISTENT);

  private final Benches benches;
  private final PrintWriter progress;
  private final List<Findings> found = new ArrayList<>();

  Laboratory(Benches benches, PrintWriter progress) {
    this.benches = benches;
    this.progress = progress;
  }

  /** All that was found so far. */
  List<Findings> found() {
    return List.copyOf(found);
  }

  @Override
  public void start(Experiment.Start start) {
    double before = busyCores();
    StartExperiment experiment = new StartExperiment(say("start"));
    for (int round = 0; round < start.rounds(); round++) {
      benches.with(Layout.of(CONSISTENT), experiment::round);
    }
    keep(experiment.findings(), before);
  }

  @Override
  public void failover(Experiment.Failover failover) {
    double before = busyCores();
    Consumer<String> say = say("failover");
    List<Finding> numbers = new ArrayList<>();
    Layout usual = Layout.of(CONSISTENT);
    Layout tuned =
        usual
            .withMember(new JsonObject().put("timings", FailoverExperiment.TUNED_TIMINGS))
            .withClient(FailoverExperiment.TUNED_CLIENT);
    benches.with(
        usual,
        cluster ->
            numbers.addAll(new FailoverExperiment(cluster, say).run(failover.rounds(), "default")));
    benches.with(
        tuned,
        cluster ->
            numbers.addAll(new FailoverExperiment(cluster, say).run(failover.rounds(), "tuned")));
    JsonObject settings =
        FailoverExperiment.TUNED_TIMINGS.copy().mergeIn(FailoverExperiment.TUNED_CLIENT);
    keep(
        new Findings(
            "failover",
            "The master is killed (tuned: " + settings.encode() + ")",
            numbers,
            new JsonObject().put("tunedSettings", settings)),
        before);
  }

  @Override
  public void rejoin(Experiment.Rejoin rejoin) {
    keep(
        Layout.of(List.of(Mode.AVAILABLE)),
        cluster -> new RejoinExperiment(cluster, say("rejoin")).run(rejoin.rounds()));
  }

  @Override
  public void steady(Experiment.Steady steady) {
    keep(
        Layout.of(CONSISTENT),
        cluster -> new SteadyExperiment(cluster, say("steady")).run(steady.length()));
  }

  @Override
  public void growth(Experiment.Growth growth) {
    double before = busyCores();
    GrowthExperiment experiment = new GrowthExperiment(say("growth"));
    for (int servers : growth.sizes()) {
      Layout layout = Layout.of(CONSISTENT).withServers(servers);
      benches.with(layout, cluster -> experiment.measure(cluster, servers));
    }
    keep(experiment.findings(), before);
  }

  @Override
  public void flood(Experiment.Flood flood) {
    keep(
        Layout.of(CONSISTENT).withMember(FloodExperiment.MEMBER),
        cluster -> new FloodExperiment(cluster, say("flood")).run(flood.length()));
  }

  @Override
  public void scale(Experiment.Scale scale) {
    keep(
        Layout.of(List.of()),
        cluster -> new ScaleExperiment(cluster, scale.groups(), say("scale")).run());
  }

  @Override
  public void lookups(Experiment.Lookups lookups) {
    keep(
        Layout.of(List.of()),
        cluster -> new LookupExperiment(cluster, lookups.groups(), say("lookups")).run());
  }

  /** An experiment with a cluster. */
  private interface OnCluster {
    Findings findings(Cluster cluster);
  }

  private void keep(Layout layout, OnCluster experiment) {
    double before = busyCores();
    List<Findings> findings = new ArrayList<>();
    benches.with(layout, cluster -> findings.add(experiment.findings(cluster)));
    findings.forEach(one -> keep(one, before));
  }

  private void keep(Findings findings, double busyBefore) {
    found.add(
        findings.with(
            List.of(
                Finding.cores("busyBefore", "the machine was busy before, with", busyBefore),
                Finding.cores("busyAfter", "and after, with", busyCores()))));
  }

  /** While nothing of ours runs: how many processors are busy. */
  private static double busyCores() {
    double before = ProcessorTime.busyNanos();
    Patience.pause(LOOK);
    return (ProcessorTime.busyNanos() - before) / NANOS;
  }

  private Consumer<String> say(String name) {
    long begun = System.nanoTime();
    return text -> {
      double seconds = (System.nanoTime() - begun) / NANOS;
      progress.printf(Locale.ROOT, "%7.1f s  %s: %s%n", seconds, name, text);
      progress.flush();
    };
  }
}
