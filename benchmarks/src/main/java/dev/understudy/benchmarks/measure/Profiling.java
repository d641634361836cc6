package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Plan;
import dev.understudy.benchmarks.profile.HotSpots;
import dev.understudy.benchmarks.report.Window;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Has the processes of a group record themselves under each load: a recording and a text with the
 * hottest places, for the master, a backup, and the client. These windows count for no result.
 */
final class Profiling {

  /** Without them samples are attributed to the next place where the JVM could stop. */
  static final List<String> FLAGS =
      List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints");

  /** On processors that are busy a thread that is to be sampled often does not run just then. */
  private static final Duration WINDOW = Duration.ofSeconds(15);

  private static final Duration SETTLE = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final Consumer<String> progress;

  Profiling(Cluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  void record(Plan plan, Path folder) {
    try {
      Files.createDirectories(folder);
      Measurement measurement = new Measurement(cluster, Client.of(cluster));
      for (Case one : plan.recorded()) {
        record(measurement, one, folder);
      }
    } catch (IOException e) {
      throw Failure.error("cannot write the recordings: " + e.getMessage());
    }
  }

  private void record(Measurement measurement, Case one, Path folder) throws IOException {
    Map<String, Child> parts = new LinkedHashMap<>();
    parts.put("master", cluster.master(one.mode()));
    parts.put("backup", cluster.backups(one.mode()).get(0));
    parts.put("client", cluster.client());
    parts.values().forEach(child -> child.order("record"));
    // what Flight Recorder changes in the code is compiled again by then
    measurement.measure(new Load.Group(one), SETTLE);
    Window window = measurement.measure(new Load.Group(one), WINDOW);
    for (Map.Entry<String, Child> part : parts.entrySet()) {
      String name =
          String.join(
              "-",
              one.operation().toString(),
              one.modeText(),
              one.shape().ratePerSecond() == 0
                  ? String.valueOf(one.shape().depth())
                  : one.shape().ratePerSecond() + "s",
              String.valueOf(one.shape().payloadBytes()),
              part.getKey());
      Path recording = folder.toAbsolutePath().resolve(name + ".jfr");
      part.getValue().order("recorded", new JsonObject().put("file", recording.toString()));
      Path text = folder.resolve(name + ".txt");
      Files.write(text, HotSpots.of(recording).lines());
      progress.accept("recorded: " + text);
    }
    progress.accept(String.format(Locale.ROOT, "recorded: %s, %,.0f/s", one, window.perSecond()));
  }
}
