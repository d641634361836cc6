package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.report.Report;
import dev.understudy.group.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run of which little is known. */
class FaultRunTest {

  @TempDir Path folder;

  @Test
  void aPlanThatBreaksOffIsInTheReport() throws IOException {
    Plan plan = new Plan("mixed", 7, Setup.of(Mode.CONSISTENT, "kv"), List.of());
    Report.write(folder, List.of(FaultRun.notPlayed(plan, "the hosts are gone")));
    assertThat(Files.readString(folder.resolve("report.json")))
        .contains("UNDECIDED", "the hosts are gone");
    assertThat(Files.readString(folder.resolve(Report.PAGE))).contains("1 undecided.");
  }

  @Test
  void whatAnEarlierRunLeftInTheFolderIsGone() throws IOException {
    Path plan = folder.resolve("plan");
    Files.createDirectories(plan.resolve("inner"));
    Files.writeString(plan.resolve("inner").resolve("violation.html"), "old");
    assertThat(RunFolder.cleared(plan)).isEmptyDirectory();
    assertThat(RunFolder.cleared(plan)).isEmptyDirectory();
  }
}
