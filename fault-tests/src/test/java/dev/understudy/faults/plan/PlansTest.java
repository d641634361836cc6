package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.lab.TestLab;
import dev.understudy.faults.plan.Fault.Kind;
import dev.understudy.group.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A few plans, played in every build where there can be a lab; {@code make faults} plays more. */
class PlansTest {

  private static final int RATE = 60;

  @TempDir Path folder;

  @RegisterExtension final TestLab needed = new TestLab();

  @Test
  void aConsistentGroupLosesNothingWhateverBefallsItsMasterAndABackup() {
    Setup setup = new Setup(Mode.CONSISTENT, "kv", 3, 1, 1);
    play(
        setup,
        new Fault(Kind.ISOLATE_MASTER, 2_000, 1),
        new Fault(Kind.KILL_MASTER, 500, 2),
        new Fault(Kind.PAUSE_BACKUP, 1_000, 3),
        new Fault(Kind.RESET_LINK, 3_000, 4));
  }

  @Test
  void anAvailableGroupAccountsForEveryRequestOfBothSidesOfASplitAndServesAStorm() {
    Setup setup = new Setup(Mode.AVAILABLE, "counter", 2, 2, 2, true);
    play(setup, new Fault(Kind.NAME_SERVERS_APART, 4_000, 1), new Fault(Kind.JOIN_STORM, 500, 2));
  }

  private void play(Setup setup, Fault... faults) {
    Plan plan = new Plan("selection", 1, setup, List.of(faults));
    List<String> story = new ArrayList<>();
    try (Arena arena = Arena.open(plan, folder)) {
      Episode.Result result = new Episode(arena, plan, story::add).play(RATE);
      assertThat(result.isGood()).as("%s: %s", story, result.data().conclusion()).isTrue();
      assertThat(result.data().samples()).hasSizeGreaterThan(100);
    }
  }
}
