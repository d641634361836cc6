package dev.understudy.faults.report;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes what runs showed: {@value #JSON} for machines, {@value #PAGE} for people. */
public final class Report {

  /** The document's file. */
  public static final String JSON = "report.json";

  /** The page's file; it needs no other file and no network. */
  public static final String PAGE = "report.html";

  private Report() {}

  /**
   * Writes both files; makes the folder if need be. A control is shown beside the real run that
   * plays like it.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void write(Path folder, List<RunData> runs) {
    List<RunFigures> figures = runs.stream().map(RunFigures::of).toList();
    JsonObject document = ReportJson.of(figures);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(JSON), document.encodePrettily() + "\n");
      Files.writeString(folder.resolve(PAGE), ReportPage.of(figures, document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
