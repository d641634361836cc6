package dev.understudy.faults.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.lab.TestLab;
import dev.understudy.faults.plan.Fault;
import dev.understudy.faults.plan.Plan;
import dev.understudy.faults.plan.Setup;
import dev.understudy.group.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults are seen to do harm where a mechanism is missing. Short; {@code make fault-controls} plays
 * them at length, beside the real thing.
 */
class ControlsTest {

  private static final int RATE = 60;

  /** Twice what the product takes. */
  private static final Duration REST = Duration.ofSeconds(5);

  private static final Setup PAIR = new Setup(Mode.AVAILABLE, "counter", 2, 1, 1);

  @TempDir Path folder;

  @RegisterExtension final TestLab needed = new TestLab();

  private final List<String> story = new ArrayList<>();

  @Test
  void withoutSelfMonitoringTwoMastersStayAfterAPause() throws IOException {
    Showing showing = play(PAIR, Fault.Kind.PAUSE_MASTER, 2_000, "once", Control.SELF_MONITORING);
    assertThat(showing.complaint()).as("%s: %s", story, showing).isEmpty();
    assertThat(showing.good()).isFalse();
  }

  @Test
  void withoutAGroupASplitLosesAdditionsToASharedMap() throws IOException {
    Setup setup = new Setup(Mode.CONSISTENT, "counter", 2, 1, 2);
    Showing showing = play(setup, Fault.Kind.SPLIT, 8_000, "counter", Control.GROUP);
    assertThat(showing.complaint()).as("%s: %s", story, showing).isEmpty();
    assertThat(showing.losses().lost()).isPositive();
  }

  private Showing play(Setup setup, Fault.Kind kind, long millis, String workload, Control control)
      throws IOException {
    Plan plan = new Plan("control", 1, setup, List.of(new Fault(kind, millis, 1)));
    Comparison comparison = new Comparison(plan, workload, List.of(control));
    return new Stage(folder, RATE, REST, story::add).play(comparison, Optional.of(control));
  }
}
