package dev.understudy.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultWindowTest {

  private static final FaultSpan FAULT = Runs.faultSpan("split", 1000, 2000);

  @Test
  void aFaultIsMendedAtTheFirstConsistentMomentAfterItsEnd() {
    List<Moment> moments = moments(500, 1500, 2300, 2400);

    assertThat(Spans.untilConsistent(FAULT, moments)).hasValue(Runs.nanos(300));
  }

  @Test
  void theOrderOfTheMomentsDoesNotMatter() {
    assertThat(Spans.untilConsistent(FAULT, moments(2400, 2300))).hasValue(Runs.nanos(300));
  }

  @Test
  void aGroupConsistentWhenTheFaultEndsIsMendedAtOnce() {
    assertThat(Spans.untilConsistent(FAULT, moments(2000))).hasValue(0);
  }

  @Test
  void aFaultAfterWhichNobodySawTheGroupConsistentIsNotMended() {
    assertThat(Spans.untilConsistent(FAULT, moments(1999))).isEmpty();
  }

  @Test
  void theWindowGoesOnUntilTheGroupIsConsistentAgain() {
    RunData run = Runs.lasting(0, 9000).fault("split", 1000, 2000).consistentAt(2300).named("p");

    assertThat(Spans.window(FAULT, run)).isEqualTo(Runs.span(1000, 2300));
  }

  @Test
  void theWindowEndsWhereTheNextFaultBegins() {
    RunData run =
        Runs.lasting(0, 9000)
            .fault("split", 1000, 2000)
            .fault("pause", 2100, 2200)
            .consistentAt(2300)
            .named("p");

    assertThat(Spans.window(FAULT, run)).isEqualTo(Runs.span(1000, 2100));
  }

  @Test
  void aFaultThatBeginsDuringThisOneDoesNotEndItsWindow() {
    RunData run =
        Runs.lasting(0, 9000)
            .fault("split", 1000, 2000)
            .fault("pause", 1500, 1700)
            .consistentAt(2300)
            .named("p");

    assertThat(Spans.window(FAULT, run)).isEqualTo(Runs.span(1000, 2300));
  }

  @Test
  void twoFaultsWithoutLengthAtOneMomentShareTheirWindow() {
    RunData run =
        Runs.lasting(0, 9000)
            .fault("kill", 1000, 1000)
            .fault("kill another", 1000, 1000)
            .consistentAt(1800)
            .named("p");

    assertThat(run.faults())
        .extracting(fault -> Spans.window(fault, run))
        .containsOnly(Runs.span(1000, 1800));
  }

  @Test
  void theWindowOfAFaultThatIsNotMendedEndsWithTheRun() {
    RunData run = Runs.lasting(0, 9000).fault("split", 1000, 2000).named("p");

    assertThat(Spans.window(FAULT, run)).isEqualTo(Runs.span(1000, 9000));
  }

  private static List<Moment> moments(long... millis) {
    return Runs.lasting(0, 1).consistentAt(millis).named("p").consistent();
  }
}
