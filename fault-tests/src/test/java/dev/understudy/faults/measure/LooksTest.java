package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.faults.lab.Proc;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen of processes, and shown to people. */
class LooksTest {

  private static final String STATUS =
      "Name:\tjava\nState:\tT (stopped)\nVmRSS:\t  2048 kB\nThreads:\t9\n";

  @Test
  void linuxTellsWhetherAProcessStandsStillAndWhatItHas() {
    assertThat(Proc.state(STATUS)).isEqualTo('T');
    assertThat(Proc.residentBytes(STATUS)).isEqualTo(2 * 1024 * 1024);
    assertThat(Proc.isStopped(ProcessHandle.current().pid())).isFalse();
    assertThatThrownBy(() -> Proc.residentBytes("State:\tZ (zombie)\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readinessIsLostAndRegained() {
    Readiness readiness = new Readiness();
    assertThat(readiness.wasLostBy(1_000)).isFalse();
    readiness.hear("100 ready");
    readiness.hear("300 not");
    readiness.hear("900 ready");
    assertThat(readiness.wasLostBy(299)).isFalse();
    assertThat(readiness.wasLostBy(500)).isTrue();
    assertThat(readiness.regainedSince(500)).hasValue(900);
    assertThat(readiness.regainedSince(901)).isEmpty();
  }

  @Test
  void aSheetSaysHowManyTimesAreKnown() {
    Sheet sheet = new Sheet("title", "figure", "median", "worst", "known");
    sheet.taken("a", Stream.of(Made.at(5), OptionalLong.empty(), Made.at(7)));
    sheet.taken("none", Stream.of(OptionalLong.empty()));
    sheet.counted("calls", IntStream.of(9, 1, 3));
    assertThat(sheet.lines())
        .containsExactly(
            "title",
            "",
            "| figure | median | worst | known  |",
            "|--------|--------|-------|--------|",
            "| a      | 6      | 7     | 2 of 3 |",
            "| none   | -      | -     | 0 of 1 |",
            "| calls  | 3      | 9     | 3 of 3 |");
  }

  @Test
  void aRowHasAsManyCellsAsTheHeading() {
    Sheet sheet = new Sheet("title", "one", "two");
    assertThatThrownBy(() -> sheet.row("alone")).isInstanceOf(IllegalArgumentException.class);
  }
}
