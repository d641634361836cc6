package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnhandledFailuresTest {

  private final List<String> logged = new ArrayList<>();
  private long now = 1_000;
  private final UnhandledFailures failures =
      new UnhandledFailures(
          new UnhandledFailures.Lines() {
            @Override
            public void first(Throwable failure) {
              logged.add("first " + failure.getMessage());
            }

            @Override
            public void further(String kind, long times) {
              logged.add(times + " more");
            }
          },
          () -> now);

  @Test
  void tellsTheFirstOfAKindWithItsStackAndCountsTheOthers() {
    for (int i = 0; i < 20_000; i++) {
      failures.handle(new IllegalStateException("Promise already completed"));
    }
    failures.handle(new IllegalStateException("another"));
    assertThat(logged).containsExactly("first Promise already completed", "first another");

    now += UnhandledFailures.PAUSE_MILLIS;
    failures.handle(new IllegalStateException("Promise already completed"));
    assertThat(logged).last().isEqualTo("20000 more");
  }

  @Test
  void keepsABoundedNumberOfKinds() {
    for (int i = 0; i < 10_000; i++) {
      failures.handle(new IllegalStateException("kind " + i));
    }

    assertThat(logged).hasSize(10_000);
  }
}
