package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import dev.understudy.benchmarks.plan.Load;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has every kind of load done for a second, and lets the compilers of all processes catch up
 * undisturbed, again and again: a few processors that are busy with uncompiled code have no time to
 * compile it.
 */
final class WarmUp {

  private static final Duration BURST = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Compilers that work less than a tenth of the time have caught up. */
  private static final double IDLE_MILLIS = 20;

  private static final int MOST_LOOKS = 25;

  /** What gains less than this is as fast as it will be. */
  private static final double GAIN = 1.1;

  private static final int FLAT_CYCLES = 2;

  private final Cluster cluster;
  private final Client client;
  private final Consumer<String> progress;

  WarmUp(Cluster cluster, Client client, Consumer<String> progress) {
    this.cluster = cluster;
    this.client = client;
    this.progress = progress;
  }

  /** Until nothing gets faster for two cycles in a row, or the time is up. */
  void run(List<Load> loads, Duration most) {
    Map<Load, Double> best = new LinkedHashMap<>();
    long end = System.nanoTime() + most.toNanos();
    int flat = 0;
    for (int cycle = 1; flat < FLAT_CYCLES && System.nanoTime() < end; cycle++) {
      boolean gained = false;
      StringBuilder rates = new StringBuilder("warm-up ").append(cycle).append(':');
      for (Load load : loads) {
        double rate = burst(load);
        gained |= rate > best.getOrDefault(load, 0.0) * GAIN;
        best.merge(load, rate, Math::max);
        rates.append(String.format(Locale.ROOT, " %,.0f", rate));
        if (System.nanoTime() > end) {
          break;
        }
      }
      flat = gained ? 0 : flat + 1;
      progress.accept(rates + " /s");
    }
  }

  private double burst(Load load) {
    client.start(load);
    Patience.pause(BURST);
    JsonObject sample = client.sample();
    client.stop();
    letCompile();
    return Client.perSecond(sample);
  }

  private void letCompile() {
    double before = compileMillis();
    for (int look = 0; look < MOST_LOOKS; look++) {
      Patience.pause(LOOK);
      double now = compileMillis();
      if (now - before < IDLE_MILLIS) {
        return;
      }
      before = now;
    }
  }

  private double compileMillis() {
    return cluster.all().stream()
        .mapToLong(child -> child.order("figures").getLong("compileMillis"))
        .sum();
  }
}
