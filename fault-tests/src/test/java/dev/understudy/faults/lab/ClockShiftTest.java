package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockShiftTest {

  private static final long TOLERANCE_SECONDS = 120;

  @TempDir Path folder;

  @BeforeEach
  void needsALabAndALibrary() {
    TestLab.need(Lab.missing());
    TestLab.need(ClockShift.missing());
  }

  @Test
  void theClockOfARunningProcessJumpsAheadAndBackAndNothingElse() {
    try (Lab lab = Lab.open(1)) {
      ClockShift shift = new ClockShift(folder, "correspondent-0");
      Program program = shift.on(Letters.program(lab.host(0), folder));
      Letters letters = Letters.on(lab, lab.host(0), program);
      assertThat(letters.next()).isEqualTo("ready");
      assertThat(secondsAhead(letters)).isBetween(-TOLERANCE_SECONDS, TOLERANCE_SECONDS);

      for (Duration ahead : List.of(Duration.ofDays(1), Duration.ofHours(-3), Duration.ZERO)) {
        long before = System.nanoTime();
        shift.by(ahead);

        assertThat(secondsAhead(letters) - ahead.toSeconds())
            .isBetween(-TOLERANCE_SECONDS, TOLERANCE_SECONDS);
        assertThat(clock(letters)[1]).isBetween(before, System.nanoTime());
        assertThat(waited(letters.ask("wait 200"))).isBetween(200L, 60_000L);
      }
    }
  }

  private static long secondsAhead(Letters letters) {
    return (clock(letters)[0] - System.currentTimeMillis()) / 1_000;
  }

  private static long[] clock(Letters letters) {
    String[] words = letters.ask("clock").split(" ", -1);
    return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
  }

  private static long waited(String line) {
    assertThat(line).startsWith("waited ");
    return Long.parseLong(line.substring("waited ".length()));
  }
}
