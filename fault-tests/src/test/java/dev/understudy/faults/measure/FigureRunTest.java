package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What cannot be measured is refused before anything is started. */
class FigureRunTest {

  private final StringWriter said = new StringWriter();

  private int run(String... arguments) {
    return FigureRun.command().setErr(new PrintWriter(said)).execute(arguments);
  }

  @Test
  void nothingToMeasureIsWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(said.toString()).contains("--what");
  }

  @Test
  void somethingUnknownIsToldWhatThereIs() {
    assertThat(run("--what", "floods")).isEqualTo(2);
    assertThat(said.toString()).contains("floods").contains("isolate").contains("transfer");
  }

  @Test
  void aModeThatItDoesNotHaveIsWrongUsage() {
    assertThat(run("--what", "splits", "--mode", "consistent")).isEqualTo(2);
    assertThat(said.toString()).contains("AVAILABLE only");
  }

  @Test
  void moreTimesThanRecordsAreKeptForIsWrongUsage() {
    assertThat(run("--what", "splits", "--times", "11")).isEqualTo(2);
    assertThat(run("--what", "isolate", "--times", "0")).isEqualTo(2);
  }
}
