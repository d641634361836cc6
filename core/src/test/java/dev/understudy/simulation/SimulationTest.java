package dev.understudy.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What protocol section 2 promises holds in thousands of schedules of faults. */
final class SimulationTest {

  private static final long SCHEDULES = 2_000;

  @ParameterizedTest
  @EnumSource
  void keepsWhatIsPromisedInTwoThousandSchedules(Mode mode) {
    Campaign.Tally tally = new Campaign(mode, 1, SCHEDULES, BrokenRules.NONE, progress -> {}).run();
    assertTrue(tally.failures().isEmpty(), tally::report);
    assertEquals(SCHEDULES, tally.schedules());
  }

  @ParameterizedTest
  @EnumSource
  void aScheduleIsTheSameWheneverItRuns(Mode mode) {
    for (long seed = 1; seed <= 20; seed++) {
      Simulation.Outcome first = Simulation.run(seed, mode);
      assertEquals(first, Simulation.run(seed, mode));
    }
  }

  @Test
  void aFailureTellsItsLastStepsItsSeedAndHowToReplayIt() {
    BrokenRules broken = BrokenRule.RELEASES_BEFORE_COMMIT.rules();
    Campaign.Tally tally = new Campaign(Mode.CONSISTENT, 1, 20, broken, progress -> {}).run();
    Failure first = tally.failures().get(0);
    String report = tally.report();
    assertTrue(first.lastSteps().size() > 1, report);
    assertTrue(report.startsWith(first.lastSteps().get(0)), report);
    assertTrue(report.contains("seed " + first.seed() + " CONSISTENT"), report);
    String command = "make simulate SEEDS=1 FROM=" + first.seed() + " MODE=consistent";
    assertTrue(report.contains(command), report);
  }

  @Test
  void theCommandLineRunsTheSeedsAndModeThatItNames() {
    List<String> said = new ArrayList<>();
    assertEquals(0, Simulate.run(said::add, "--seeds", "3", "--from", "7", "--mode", "available"));
    assertEquals(1, said.size());
    assertTrue(said.get(0).startsWith("AVAILABLE: 3 schedules from seed 7"), said::toString);
  }

  @Test
  void theCommandLineExplainsItself() {
    List<String> said = new ArrayList<>();
    assertEquals(0, Simulate.run(said::add, "--help"));
    assertEquals(List.of(Simulate.USAGE), said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seed 1", "--seeds", "--seeds 0", "--seeds many", "--mode some"})
  void aWrongCommandLineIsRefused(String line) {
    List<String> said = new ArrayList<>();
    assertEquals(2, Simulate.run(said::add, line.split(" ", -1)));
    assertTrue(said.get(0).endsWith(Simulate.USAGE), said::toString);
  }
}
