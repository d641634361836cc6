package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.app.bench.Operation;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Numbers;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The master of a CONSISTENT group is killed under 200 writes a second, again and again: how long
 * until a write is answered that began after the kill.
 */
final class FailoverExperiment {

  /**
   * The tuned settings: for processes that never stand still for a tenth of a second, on a network
   * that is as quick.
   */
  static final JsonObject TUNED_TIMINGS =
      new JsonObject()
          .put("heartbeatMillis", 20)
          .put("failureMillis", 100)
          .put("electionStepMillis", 20)
          .put("electionWindowMillis", 60);

  static final JsonObject TUNED_CLIENT = new JsonObject().put("resendMillis", 60);

  private static final Mode MODE = Mode.CONSISTENT;
  private static final int PAYLOAD = 64;
  private static final Load WARM = write(Shape.ofDepth(16, PAYLOAD));
  private static final Load STEADY = write(Shape.ofRate(200, PAYLOAD));
  private static final Duration FIRST_WARM_UP = Duration.ofSeconds(8);
  private static final Duration WARM_UP = Duration.ofSeconds(2);
  private static final Duration BEFORE = Duration.ofMillis(1_500);
  private static final Duration AFTER = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(60);

  /** What was sent before may still be answered by the one that is killed. */
  private static final long GRACE_NANOS = 5_000_000;

  private static final double MILLI = 1_000_000;

  private final Cluster cluster;
  private final Client client;
  private final Consumer<String> progress;

  FailoverExperiment(Cluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
    cluster.start();
    this.client = Client.of(cluster);
  }

  /**
   * Kills so many masters.
   *
   * @param prefix of the fields in the JSON: with which settings
   */
  List<Finding> run(int rounds, String prefix) {
    warmUp(FIRST_WARM_UP);
    List<Double> times = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      warmUp(WARM_UP);
      Child master = cluster.master(MODE);
      client.startWatched(STEADY);
      Patience.pause(BEFORE);
      long killed = System.nanoTime();
      master.close();
      times.add(awaitAnswer(killed));
      Patience.pause(AFTER);
      slowest.add(client.answersAfter(killed).getDouble("slowestMillis"));
      client.stop();
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s, round %d: %s killed, answer after %,.0f ms",
              prefix,
              round,
              master.name(),
              times.get(times.size() - 1)));
      cluster.startAgain(master);
    }
    Audit.of(cluster, MODE).required();
    return List.of(
        Finding.millis(prefix + "Millis", prefix + " settings, median", Numbers.median(times)),
        Finding.millis(prefix + "WorstMillis", prefix + " settings, worst", Numbers.most(times)),
        Finding.millis(
            prefix + "SlowestMillis",
            prefix + " settings, slowest request, median",
            Numbers.median(slowest)),
        Finding.count(prefix + "Rounds", prefix + " settings, rounds", rounds));
  }

  private void warmUp(Duration length) {
    client.start(WARM);
    Patience.pause(length);
    client.stop();
  }

  private double awaitAnswer(long killed) {
    long end = killed + MOST.toNanos();
    while (System.nanoTime() < end) {
      long first = client.answersAfter(killed + GRACE_NANOS).getLong("firstNanos");
      if (first > 0) {
        return (first - killed) / MILLI;
      }
      Patience.pause(Duration.ofMillis(5));
    }
    throw Failure.error("nobody answered for " + MOST.toSeconds() + " s");
  }

  private static Load write(Shape shape) {
    return new Load.Group(new Case(Operation.WRITE, MODE, shape));
  }
}
