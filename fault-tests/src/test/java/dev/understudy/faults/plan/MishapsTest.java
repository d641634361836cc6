package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.Patience;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.lab.Lab;
import dev.understudy.faults.lab.Program;
import dev.understudy.faults.lab.TestLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes that do what nobody told them to. */
class MishapsTest {

  @TempDir Path folder;

  @RegisterExtension final TestLab needed = new TestLab();

  private final Mishaps mishaps = new Mishaps();

  @Test
  void aProcessThatEndsByItselfIsAMishapAndOneThatIsKilledIsNot() {
    try (Lab lab = Lab.open(1)) {
      HostProcess killed = start(lab, "exec sleep 60");
      CountDownLatch died = new CountDownLatch(1);
      mishaps.watch("server 1", killed, died::countDown);
      assertThat(mishaps.mayEnd(killed)).isTrue();
      killed.kill();
      HostProcess fallen = start(lab, "exit 3");
      mishaps.watch("server 2", fallen, died::countDown);
      Patience.await("its end", Duration.ofSeconds(10), () -> died.getCount() == 0);
      assertThat(mishaps.all()).containsExactly("server 2 ended by itself");
      assertThat(mishaps.mayEnd(fallen)).as("nobody can end it any more").isFalse();
      assertThat(mishaps.mayEnd(killed)).isFalse();
    }
  }

  @Test
  void whoIsKilledSinceItDoesNotLeaveHasNotLeftInGoodOrder() {
    assertThat(mishaps.hasLeft("server 1", 0)).isTrue();
    assertThat(mishaps.hasLeft("server 2", 137)).isFalse();
    assertThat(mishaps.all())
        .containsExactly("server 2 did not leave in good order: exit code 137");
  }

  @Test
  void atTheEndNobodyCares() {
    mishaps.end();
    assertThat(mishaps.add("server 1 ended by itself")).isFalse();
    assertThat(mishaps.all()).isEmpty();
  }

  private HostProcess start(Lab lab, String script) {
    Program program = Program.of("process", List.of("sh", "-c", script), folder);
    return lab.start(lab.host(0), program, line -> {});
  }
}
