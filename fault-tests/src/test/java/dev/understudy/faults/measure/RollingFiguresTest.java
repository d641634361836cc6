package dev.understudy.faults.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Two processes are restarted within a second, under calls every ten milliseconds. */
class RollingFiguresTest {

  private static final Restart FIRST = restart("server-0", 0, 1_000, Made.at(1_400));
  private static final Restart SECOND = restart("server-1", 0, 1_400, Made.at(2_000));

  private static Restart restart(String name, int exitCode, long from, OptionalLong well) {
    return new Restart(name, exitCode, Made.span(from, from + 100), well);
  }

  private static List<Recorded> calls() {
    List<Recorded> calls = new ArrayList<>();
    for (long at = 900; at < 2_100; at += 10) {
      calls.add(Made.answered(at, at + 5, 1));
    }
    return calls;
  }

  private static RollingFigures figures(List<Restart> restarts, List<Recorded> calls, int rate) {
    return RollingFigures.of(restarts, Made.span(1_000, 2_000), calls, rate);
  }

  @Test
  void callsAreCountedWithTheRestartThatTheyWereUnderWayIn() {
    List<Recorded> calls = calls();
    calls.add(Made.answered(1_350, 1_550, 2));
    RollingFigures figures = figures(List.of(FIRST, SECOND), calls, 100);
    assertThat(figures.perSecond()).isEqualTo(101);
    assertThat(figures.of(FIRST).worst()).hasValue(Made.nanos(200));
    assertThat(figures.of(SECOND).worst()).hasValue(Made.nanos(200));
    assertThat(figures.reasons()).isEmpty();
    assertThat(figures.doubts()).isEmpty();
  }

  @Test
  void whatWasNotAnsweredIsCountedByItsReason() {
    List<Recorded> calls = calls();
    calls.add(Made.refused(1_350, 1_380, "no-master"));
    calls.add(Made.refused(1_352, 1_380, "no-master"));
    calls.add(Made.givenUp(1_353, 1_380));
    assertThat(figures(List.of(FIRST), calls, 100).reasons())
        .containsEntry("fail no-master", 2)
        .containsEntry("unknown deadline-exceeded", 1)
        .hasSize(2);
  }

  @Test
  void whoDidNotLeaveInGoodOrderOrDidNotComeBackIsADoubt() {
    Restart killed = restart("server-0", 137, 1_000, OptionalLong.empty());
    assertThat(figures(List.of(killed), calls(), 100).doubts())
        .containsExactly(
            "server-0 did not leave in good order: 137", "not all was well again after server-0");
  }

  @Test
  void aLoadThatWasNotMadeIsADoubt() {
    assertThat(figures(List.of(FIRST), calls(), 500).doubts())
        .containsExactly("only 100 calls a second were made, not 500");
  }
}
