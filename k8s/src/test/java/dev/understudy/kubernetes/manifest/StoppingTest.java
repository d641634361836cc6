package dev.understudy.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.DurationText;
import io.fabric8.kubernetes.api.model.Lifecycle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That a pod has the time that it needs to stop in good order. */
class StoppingTest {

  /** What a process takes at most to leave (NodeRun.LEAVE_SECONDS). */
  private static final long LEAVE_SECONDS = 25;

  /** What a verb asks in its last attempt: the status, and the transfer. */
  private static final long QUESTIONS = 2;

  /** What Java takes for a verb to start, on a machine that has much to do. */
  private static final long START_SECONDS = 5;

  @Test
  void theGraceOfAPodIsLongerThanPreStopAndThenLeavingCanTake() {
    for (PodPlan plan : PodPlan.of(Kustomizations.rendered("overlays/production"))) {
      long preStop = 0;
      Lifecycle lifecycle = plan.container().getLifecycle();
      if (lifecycle != null) {
        List<String> command = lifecycle.getPreStop().getExec().getCommand();
        preStop =
            START_SECONDS
                + seconds(command, "--wait")
                + QUESTIONS * seconds(command, "--timeout")
                + seconds(command, "--settle");
        assertThat(command).contains("hand-over");
      }
      assertThat(lifecycle != null).isEqualTo(plan.stateful());
      assertThat(plan.grace().toSeconds()).isGreaterThan(preStop + LEAVE_SECONDS);
    }
  }

  private static long seconds(List<String> command, String option) {
    return new DurationText().convert(command.get(command.indexOf(option) + 1)).toSeconds();
  }
}
