package dev.understudy.faults.plan;

import dev.understudy.faults.report.RunData;
import dev.understudy.faults.verdict.Band;
import dev.understudy.faults.verdict.Verdict;
import dev.understudy.faults.verdict.ViolationPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happened in a run, for whoever wants to know more than the report says. */
public final class RunFolder {

  private RunFolder() {}

  /** The folder, empty: what an earlier run left there would pass for this one's. */
  public static Path cleared(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> inside = Files.walk(folder)) {
        for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  /** Writes events, calls and, if a promise was broken, the page that shows it. */
  public static void keep(Episode.Result result, Path folder) throws IOException {
    Files.write(folder.resolve("events.txt"), result.events());
    Files.write(
        folder.resolve("calls.json"),
        result.calls().stream().map(call -> call.toJson().encode()).toList());
    if (result.verdict() instanceof Verdict.Broken broken) {
      RunData data = result.data();
      List<Band> bands =
          data.faults().stream()
              .map(fault -> new Band(fault.what(), fault.fromNanos(), fault.toNanos()))
              .toList();
      String title = data.mode() + " " + data.plan() + ", seed " + data.seed();
      ViolationPage.write(
          folder.resolve(Episode.VIOLATION),
          broken,
          new ViolationPage.Run(title, result.calls(), bands, data.time().fromNanos()));
    }
  }
}
