package dev.understudy.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Who works in a process, as the system tells. */
class ThreadTimesTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void theCompilersOfThisProcessHaveWorked() {
    ThreadTimes times = ThreadTimes.of(ProcessHandle.current().pid());
    assertThat(times.nanos()).containsKey(ThreadTimes.COMPILERS);
    assertThat(times.nanos().values().stream().mapToLong(Long::longValue).sum()).isPositive();
  }

  @Test
  void aProcessThatIsGoneHasNone() {
    assertThat(ThreadTimes.of(Long.MAX_VALUE).nanos()).isEmpty();
  }

  @Test
  void whatWasWorkedSinceIsTheDifference() {
    ThreadTimes before = new ThreadTimes(Map.of("hazelcast", 5L));
    ThreadTimes after = new ThreadTimes(Map.of("hazelcast", 12L, "collector", 3L));
    assertThat(after.since(before)).containsEntry("hazelcast", 7L).containsEntry("collector", 3L);
  }
}
