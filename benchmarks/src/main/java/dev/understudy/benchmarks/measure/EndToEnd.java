package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.bench.BenchSettings;
import dev.understudy.app.bench.Benchmarks;
import dev.understudy.benchmarks.plan.Plan;
import dev.understudy.benchmarks.report.Report;
import dev.understudy.benchmarks.report.ReportTable;
import dev.understudy.benchmarks.report.ScaleReport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmark of {@code understudy bench}: a cluster of processes, measured from outside. */
public final class EndToEnd implements Benchmarks {

  /** Made by the service loader. */
  public EndToEnd() {}

  @Override
  public void run(BenchSettings settings, PrintWriter out, PrintWriter progress) {
    Plan plan = Plan.of(settings);
    Cluster cluster =
        new Cluster(
            settings.scale().isPresent() ? List.of() : plan.modes(),
            settings.profile().isPresent() ? Profiling.FLAGS : List.of());
    // whatever ends this process, the others end before it
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "end of the processes"));
    boolean good = false;
    try {
      if (settings.scale().isPresent()) {
        scale(settings, new Scale(cluster, settings.scale().getAsInt(), progress), out);
      } else {
        measure(settings, new Run(plan, cluster, progress), out);
      }
      good = true;
    } finally {
      cluster.close();
      if (good) {
        cluster.removeLogs();
      } else {
        progress.println("logs of the processes: " + cluster.folder());
      }
    }
  }

  private static void measure(BenchSettings settings, Run run, PrintWriter out) {
    Report report = run.run();
    ReportTable.lines(report).forEach(out::println);
    out.flush();
    settings.json().ifPresent(file -> write(report.toJson(), file, out));
    settings.profile().ifPresent(run::profile);
    run.verify();
  }

  private static void scale(BenchSettings settings, Scale scale, PrintWriter out) {
    ScaleReport report = scale.run();
    report.lines().forEach(out::println);
    out.flush();
    settings.json().ifPresent(file -> write(report.toJson(), file, out));
  }

  private static void write(JsonObject json, Path file, PrintWriter out) {
    String document = json.encode() + System.lineSeparator();
    if (file.toString().equals("-")) {
      out.print(document);
      out.flush();
      return;
    }
    try {
      Files.writeString(file, document);
    } catch (IOException e) {
      throw Failure.error("cannot write " + file + ": " + e.getMessage());
    }
  }
}
