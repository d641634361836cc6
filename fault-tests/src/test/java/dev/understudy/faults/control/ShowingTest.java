package dev.understudy.faults.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.plan.Episode;
import dev.understudy.faults.report.Conclusion;
import dev.understudy.faults.report.Finding;
import dev.understudy.faults.report.MasterSpan;
import dev.understudy.faults.report.RunData;
import dev.understudy.faults.report.Span;
import dev.understudy.faults.verdict.Losses;
import dev.understudy.faults.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What each run of a comparison has to show: a control that passes is an error. */
class ShowingTest {

  private static final long SECOND = 1_000_000_000;
  private static final Verdict KEPT = new Verdict.Kept("all");
  private static final Verdict BROKEN = new Verdict.Broken("lost", List.of());

  private static final List<MasterSpan> ONE =
      List.of(new MasterSpan("server 1", 1, 0, 10 * SECOND));
  private static final List<MasterSpan> TWO =
      List.of(
          new MasterSpan("server 1", 1, 0, 10 * SECOND),
          new MasterSpan("server 2", 2, 6 * SECOND, 10 * SECOND));

  private static Showing showing(
      Optional<Control> control, List<MasterSpan> masters, Verdict verdict) {
    boolean kept = verdict instanceof Verdict.Kept;
    RunData data =
        new RunData(
            "split",
            7,
            "AVAILABLE",
            "2 members",
            RunData.REAL,
            new Span(0, 10 * SECOND),
            List.of(),
            List.of(),
            0,
            masters,
            List.of(),
            Conclusion.of(kept ? Finding.KEPT : Finding.BROKEN, verdict.what()));
    boolean rested = masters.size() < 2;
    Losses losses = new Losses(kept ? 0 : 3, 0);
    return Showing.of(
        control, new Episode.Result(data, verdict, rested, List.of(), List.of(), losses), "folder");
  }

  @Test
  void theProductHasToKeepEverything() {
    assertThat(showing(Optional.empty(), ONE, KEPT).complaint()).isEmpty();
    assertThat(showing(Optional.empty(), ONE, BROKEN).complaint()).isPresent();
    assertThat(showing(Optional.of(Control.NOTHING), TWO, KEPT).complaint()).isPresent();
  }

  @Test
  void withoutAMechanismSeveralMastersHaveToStay() {
    Showing failing = showing(Optional.of(Control.CORRECTION), TWO, KEPT);
    assertThat(failing.severalAtEndMillis()).isEqualTo(4_000);
    assertThat(failing.complaint()).isEmpty();
    assertThat(showing(Optional.of(Control.SELF_MONITORING), ONE, BROKEN).complaint().orElse(""))
        .contains("without self-monitoring", "do not show what it is good for");
  }

  @Test
  void withoutAGroupSomethingHasToBeLost() {
    assertThat(showing(Optional.of(Control.GROUP), List.of(), BROKEN).complaint()).isEmpty();
    assertThat(showing(Optional.of(Control.GROUP), List.of(), KEPT).complaint()).isPresent();
  }

  @Test
  void theReportIsToldWhatWasTakenOutAndWhatThatDid() {
    RunData told = showing(Optional.of(Control.CORRECTION), TWO, BROKEN).data();
    assertThat(told.control()).isEqualTo("correction");
    assertThat(told.conclusion().text())
        .contains("lost: 3", "several masters for the last 4000 ms");
    assertThat(told.conclusion().page()).isEqualTo("folder/violation.html");
    assertThat(showing(Optional.of(Control.NOTHING), ONE, KEPT).data().isControl()).isFalse();
  }

  @Test
  void theReportSaysThatAControlBrokeOnlyIfItDidWhatItShould() {
    Finding stayed =
        showing(Optional.of(Control.CORRECTION), TWO, KEPT).data().conclusion().finding();
    assertThat(stayed).isEqualTo(Finding.BROKEN);
    Finding gone =
        showing(Optional.of(Control.CORRECTION), ONE, BROKEN).data().conclusion().finding();
    assertThat(gone).as("broken, but not as it should").isEqualTo(Finding.NOT_SHOWN);
    assertThat(showing(Optional.empty(), ONE, BROKEN).data().conclusion().finding())
        .isEqualTo(Finding.BROKEN);
  }

  @Test
  void theTableShowsBothSideBySide() {
    String table =
        ControlTable.of(
            List.of(
                showing(Optional.empty(), ONE, KEPT),
                showing(Optional.of(Control.CORRECTION), TWO, BROKEN)));
    assertThat(table.lines().toList()).hasSize(3);
    assertThat(table)
        .containsPattern("as it is +0 +no +0 +0 +kept")
        .containsPattern("without correction +4000 +yes +3 +0 +broken");
  }
}
