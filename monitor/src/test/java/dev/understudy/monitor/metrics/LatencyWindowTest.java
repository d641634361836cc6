package dev.understudy.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The latencies of the last seconds. */
class LatencyWindowTest {

  private final LatencyWindow window = new LatencyWindow();

  @Test
  void isEmptyBeforeTheFirst() {
    assertThat(window.p99Millis(1)).isEmpty();
  }

  @Test
  void knowsALatencyToWithinAQuarter() {
    for (double millis : new double[] {0.01, 0.3, 1, 17, 400, 9_000}) {
      LatencyWindow one = new LatencyWindow();
      one.add(millis, 100_000);
      assertThat(one.p99Millis(100_000).orElse(0)).isBetween(millis, Math.max(0.05, millis * 1.26));
    }
  }

  @Test
  void forgetsWhatIsOlderThanTwentySeconds() {
    window.add(500, 100_000);
    assertThat(window.p99Millis(109_999)).isPresent();
    window.add(1, 112_000);
    assertThat(window.p99Millis(112_000).orElse(0)).isGreaterThan(400);
    assertThat(window.p99Millis(123_000).orElse(0)).isLessThan(2);
    assertThat(window.p99Millis(150_000)).isEmpty();
  }
}
