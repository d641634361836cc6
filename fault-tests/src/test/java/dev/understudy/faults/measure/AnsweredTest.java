package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls are counted by when they were begun, under way, or answered. */
class AnsweredTest {

  @Test
  void whereNobodyIsAnsweredTheGapIsAllOfTheTime() {
    Answered none =
        new Answered(List.of(Made.givenUp(110, 150), Made.refused(120, 130, "no-master")));
    assertThat(none.longestGap(Made.span(100, 200))).isEqualTo(Made.nanos(100));
    assertThat(none.first()).isEmpty();
    assertThat(none.worst()).isEmpty();
    assertThat(none.unanswered()).isEqualTo(2);
  }

  @Test
  void aGapMayLieAtEitherEndOrBetweenAnswers() {
    assertThat(gap(150, 160)).isEqualTo(Made.nanos(50));
    assertThat(gap(110, 120)).isEqualTo(Made.nanos(80));
    assertThat(gap(110, 190)).isEqualTo(Made.nanos(80));
  }

  @Test
  void anAnswerOutsideOfTheTimeFillsNoGap() {
    assertThat(gap(90, 210)).isEqualTo(Made.nanos(100));
  }

  @Test
  void aCallCountsWhereItWasBegunAndTouchesWhereItWasUnderWay() {
    Answered calls = new Answered(List.of(Made.answered(50, 150, 1), Made.answered(150, 250, 1)));
    assertThat(calls.begunIn(Made.span(100, 200)).calls()).hasSize(1);
    assertThat(calls.touching(Made.span(100, 200)).calls()).hasSize(2);
    assertThat(calls.touching(Made.span(260, 300)).calls()).isEmpty();
    assertThat(calls.count(Outcome.OK)).isEqualTo(2);
  }

  @Test
  void onlyAnAnswerThatTookLongerIsSlow() {
    Answered calls =
        new Answered(
            List.of(Made.answered(0, 100, 1), Made.answered(0, 101, 1), Made.givenUp(0, 500)));
    assertThat(calls.slowerThan(Made.nanos(100))).isEqualTo(1);
    assertThat(calls.worst()).hasValue(Made.nanos(101));
  }

  private static long gap(long first, long second) {
    return new Answered(List.of(Made.answered(80, second, 1), Made.answered(80, first, 1)))
        .longestGap(Made.span(100, 200));
  }
}
