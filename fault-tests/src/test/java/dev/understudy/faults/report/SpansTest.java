package dev.understudy.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {

  private static final Span WINDOW = Runs.span(1000, 2000);

  @Test
  void aWindowThatNobodyWasMasterInIsWithoutMasterThroughout() {
    assertThat(Spans.withoutMaster(List.of(), WINDOW)).containsExactly(WINDOW);
    assertThat(Spans.withSeveral(List.of(), WINDOW)).isEmpty();
  }

  @Test
  void aMasterFromBeforeToAfterLeavesNoGap() {
    List<MasterSpan> masters = List.of(Runs.masterSpan("1", 1, 0, 3000));

    assertThat(Spans.withoutMaster(masters, WINDOW)).isEmpty();
    assertThat(Spans.withSeveral(masters, WINDOW)).isEmpty();
  }

  @Test
  void theGapBetweenTwoMastersIsWithoutMaster() {
    List<MasterSpan> masters =
        List.of(Runs.masterSpan("2", 2, 1600, 2500), Runs.masterSpan("1", 1, 500, 1200));

    assertThat(Spans.withoutMaster(masters, WINDOW)).containsExactly(Runs.span(1200, 1600));
  }

  @Test
  void gapsAtBothEndsAreCutAtTheWindow() {
    List<MasterSpan> masters = List.of(Runs.masterSpan("1", 1, 1100, 1900));

    assertThat(Spans.withoutMaster(masters, WINDOW))
        .containsExactly(Runs.span(1000, 1100), Runs.span(1900, 2000));
  }

  @Test
  void aMasterThatFollowsAtOnceLeavesNoGapAndMakesNoSecondMaster() {
    List<MasterSpan> masters =
        List.of(Runs.masterSpan("1", 1, 0, 1500), Runs.masterSpan("2", 2, 1500, 3000));

    assertThat(Spans.withoutMaster(masters, WINDOW)).isEmpty();
    assertThat(Spans.withSeveral(masters, WINDOW)).isEmpty();
  }

  @Test
  void twoServersAtOnceAreSeveral() {
    List<MasterSpan> masters =
        List.of(Runs.masterSpan("1", 1, 0, 1500), Runs.masterSpan("2", 2, 1300, 3000));

    assertThat(Spans.withSeveral(masters, WINDOW)).containsExactly(Runs.span(1300, 1500));
  }

  @Test
  void severalAtTheEndAreThoseThatStayed() {
    List<MasterSpan> passing =
        List.of(Runs.masterSpan("1", 1, 0, 3000), Runs.masterSpan("2", 2, 1300, 1500));
    List<MasterSpan> staying =
        List.of(
            Runs.masterSpan("1", 1, 0, 3000),
            Runs.masterSpan("2", 2, 1300, 1500),
            Runs.masterSpan("2", 3, 1700, 3000));

    assertThat(Spans.severalAtEnd(passing, WINDOW)).isZero();
    assertThat(Spans.severalAtEnd(staying, WINDOW)).isEqualTo(Runs.nanos(300));
  }

  @Test
  void aThirdMasterDoesNotSplitTheSpanOfSeveral() {
    List<MasterSpan> masters =
        List.of(
            Runs.masterSpan("1", 1, 0, 1500),
            Runs.masterSpan("2", 2, 1300, 3000),
            Runs.masterSpan("3", 2, 1400, 1700));

    assertThat(Spans.withSeveral(masters, WINDOW)).containsExactly(Runs.span(1300, 1700));
  }

  @Test
  void oneServerInTwoEpochsAtOnceIsOneMaster() {
    List<MasterSpan> masters =
        List.of(Runs.masterSpan("1", 1, 0, 1500), Runs.masterSpan("1", 2, 1300, 3000));

    assertThat(Spans.withSeveral(masters, WINDOW)).isEmpty();
    assertThat(Spans.withoutMaster(masters, WINDOW)).isEmpty();
  }

  @Test
  void aWindowWithoutLengthHoldsNothing() {
    assertThat(Spans.withoutMaster(List.of(), Runs.span(5, 5))).isEmpty();
  }

  @Test
  void spansHaveATotalAndALongest() {
    List<Span> spans = List.of(Runs.span(0, 10), Runs.span(20, 50));

    assertThat(Spans.total(spans)).isEqualTo(Runs.nanos(40));
    assertThat(Spans.longest(spans)).isEqualTo(Runs.nanos(30));
    assertThat(Spans.longest(List.of())).isZero();
  }

  @Test
  void timesOfAMachineWhoseClockIsBelowZeroAreTimesToo() {
    List<MasterSpan> masters = List.of(Runs.masterSpan("1", 1, -900, -500));

    assertThat(Spans.withoutMaster(masters, Runs.span(-1000, -400)))
        .containsExactly(Runs.span(-1000, -900), Runs.span(-500, -400));
  }
}
