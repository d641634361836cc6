package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.app.bench.BenchSettings;
import dev.understudy.app.bench.Benchmarks;
import dev.understudy.app.bench.Experiment;
import dev.understudy.benchmarks.plan.Plan;
import dev.understudy.benchmarks.plot.Plots;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Report;
import dev.understudy.benchmarks.report.ReportTable;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmark of {@code understudy bench}: clusters of processes, measured from outside. */
public final class EndToEnd implements Benchmarks {

  /** Made by the service loader. */
  public EndToEnd() {}

  @Override
  public void run(BenchSettings settings, PrintWriter out, PrintWriter progress) {
    JsonObject results =
        settings.from().isEmpty() ? measured(settings, out, progress) : read(settings.from());
    settings.plots().ifPresent(folder -> draw(results, folder, progress));
  }

  private static JsonObject measured(
      BenchSettings settings, PrintWriter out, PrintWriter progress) {
    Benches benches = new Benches(progress);
    JsonObject results = new JsonObject().put("machine", Machine.described());
    if (settings.hasCases()) {
      Plan plan = Plan.of(settings);
      Layout layout = Layout.of(plan.modes());
      benches.with(
          settings.profile().isPresent() ? layout.withFlags(Profiling.FLAGS) : layout,
          cluster -> measure(settings, new Run(plan, cluster, progress), results, out));
    }
    Laboratory laboratory = new Laboratory(benches, progress);
    for (Experiment experiment : experiments(settings)) {
      experiment.perform(laboratory);
    }
    for (Findings findings : laboratory.found()) {
      results.put(findings.name(), findings.toJson());
      out.println();
      findings.lines().forEach(out::println);
    }
    out.flush();
    if (!laboratory.found().isEmpty()) {
      settings.json().ifPresent(file -> write(results, file, out));
    }
    return results;
  }

  /** Those that were chosen; all, where nothing was. */
  private static List<Experiment> experiments(BenchSettings settings) {
    boolean all = settings.isUsual() && settings.experiments().isEmpty() && !settings.quick();
    return all ? Experiment.USUAL : settings.experiments();
  }

  private static void measure(
      BenchSettings settings, Run run, JsonObject results, PrintWriter out) {
    Report report = run.run();
    ReportTable.lines(report).forEach(out::println);
    out.flush();
    results.mergeIn(report.toJson());
    if (experiments(settings).isEmpty()) {
      settings.json().ifPresent(file -> write(results, file, out));
    }
    settings.profile().ifPresent(run::profile);
    run.verify();
  }

  /** One document of several files; what is in several of them is taken from the last. */
  private static JsonObject read(List<Path> files) {
    JsonObject all = new JsonObject();
    for (Path file : files) {
      try {
        all.mergeIn(new JsonObject(Files.readString(file)));
      } catch (IOException | DecodeException e) {
        throw Failure.error("cannot read " + file + ": " + e.getMessage());
      }
    }
    return all;
  }

  private static void draw(JsonObject results, Path folder, PrintWriter progress) {
    try {
      Files.createDirectories(folder);
      for (Plots.Drawn drawn : Plots.of(results)) {
        Path file = folder.resolve(drawn.file());
        Files.writeString(file, drawn.svg());
        progress.println("drawn: " + file);
      }
      progress.flush();
    } catch (IOException e) {
      throw Failure.error("cannot write the plots: " + e.getMessage());
    }
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
