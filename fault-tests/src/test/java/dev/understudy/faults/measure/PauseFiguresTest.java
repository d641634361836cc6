package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Server 1 stands still from 1,000 to 1,500 ms, and all is well at 2,000. */
class PauseFiguresTest {

  private static final List<Recorded> CALLS =
      List.of(
          Made.answered(800, 850, 1),
          Made.answered(990, 1_520, 1),
          Made.answered(1_100, 1_200, 2),
          Made.refused(1_300, 1_400, "no-master"),
          Made.givenUp(1_300, 3_900),
          Made.answered(4_001, 4_200, 2));

  private static StandStill pause(long millis, boolean stopped, OptionalLong well) {
    return new StandStill(1, millis, Made.span(1_000, 1_500), stopped, 1, well);
  }

  @Test
  void callsCountUntilTwoSecondsAfterAllWasWell() {
    PauseFigures figures = PauseFigures.of(pause(500, true, Made.at(2_000)), CALLS);
    assertThat(figures.calls().calls()).hasSize(4);
    assertThat(figures.delayed()).isEqualTo(1);
    assertThat(figures.calls().count(Outcome.FAIL)).isEqualTo(1);
    assertThat(figures.calls().count(Outcome.UNKNOWN)).isEqualTo(1);
    assertThat(figures.calls().worst()).hasValue(Made.nanos(530));
    assertThat(figures.isFailover()).isTrue();
    assertThat(figures.doubts()).isEmpty();
  }

  @Test
  void whoWasNotTheMasterIsADoubt() {
    List<Recorded> calls = List.of(Made.answered(800, 850, 2), Made.answered(700, 900, 3));
    PauseFigures figures = PauseFigures.of(pause(500, true, Made.at(2_000)), calls);
    assertThat(figures.masterBefore()).hasValue(3);
    assertThat(figures.doubts()).contains("server 1 was not the master that answered before");
  }

  @Test
  void whoWasNotSeenToStandStillIsADoubtUnlessItWasNotToStand() {
    assertThat(PauseFigures.of(pause(500, false, Made.at(2_000)), CALLS).doubts())
        .containsExactly("server 1 was not seen to stand still");
    assertThat(PauseFigures.of(pause(0, false, Made.at(2_000)), CALLS).doubts()).isEmpty();
  }

  @Test
  void whatWasNotSeenWellAgainIsADoubt() {
    assertThat(PauseFigures.of(pause(500, true, OptionalLong.empty()), CALLS).doubts())
        .containsExactly("not all was seen well again");
  }

  @Test
  void aTimeWithoutCallsIsADoubt() {
    assertThat(PauseFigures.of(pause(500, true, Made.at(2_000)), List.of()).doubts()).hasSize(2);
  }
}
