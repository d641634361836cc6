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
 * Faults are seen to do harm where a mechanism is missing. Short, and so without the shared map,
 * which takes longer to part; {@code make fault-controls} plays all of them at length, beside the
 * real thing.
 */
class ControlsTest {

  private static final int RATE = 60;

  /** Twice what the product takes. */
  private static final Duration REST = Duration.ofSeconds(5);

  @TempDir Path folder;

  @RegisterExtension final TestLab needed = new TestLab();

  private final List<String> story = new ArrayList<>();

  @Test
  void withoutSelfMonitoringTwoMastersStayAfterAPause() throws IOException {
    assertFails(Control.SELF_MONITORING);
  }

  @Test
  void withoutTheCorrectionTwoMastersStayAfterAPause() throws IOException {
    assertFails(Control.CORRECTION);
  }

  private void assertFails(Control control) throws IOException {
    Setup pair = new Setup(Mode.AVAILABLE, "counter", 2, 1, 1);
    Plan plan = new Plan("control", 1, pair, List.of(new Fault(Fault.Kind.PAUSE_MASTER, 2_000, 1)));
    Comparison comparison = new Comparison(plan, "once", List.of(control));
    Showing showing =
        new Stage(folder, RATE, REST, story::add).play(comparison, Optional.of(control));
    assertThat(showing.complaint()).as("%s: %s", story, showing.data().conclusion()).isEmpty();
    assertThat(showing.good()).isFalse();
  }
}
