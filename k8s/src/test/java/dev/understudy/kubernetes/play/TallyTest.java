package dev.understudy.kubernetes.play;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of calls. */
class TallyTest {

  private static final long MILLISECOND = 1_000_000;

  private final Counts counts = new Counts();

  @Test
  void whatWasLateIsToldOnceAndWhatWasWrongEachTime() {
    counts.ended(Outcome.ACKNOWLEDGED, 7 * MILLISECOND);
    counts.ended(Outcome.late("no master"), 9 * MILLISECOND);
    counts.ended(Outcome.wrong("found 1 where 2 was written"), 8 * MILLISECOND);
    Tally first = counts.tally();
    assertThat(first.acknowledged()).isEqualTo(1);
    assertThat(first.late()).isEqualTo(1);
    assertThat(first.wrong()).isEqualTo(1);
    assertThat(first.slowestMillis()).isEqualTo(9);

    Tally second = counts.tally();
    assertThat(second.acknowledged()).isZero();
    assertThat(second.late()).isZero();
    assertThat(second.slowestMillis()).isZero();
    assertThat(second.wrong()).isEqualTo(1);
  }

  @Test
  void whySomethingWasSentAgainIsToldTheMostFrequentFirst() {
    counts.again("429");
    counts.again("503");
    counts.again("ConnectException");
    counts.again("503");
    counts.again("ConnectException");
    counts.again("ConnectException");
    assertThat(counts.tally().text())
        .contains("6 sent again (ConnectException: 3, 503: 2, 429: 1)");
    assertThat(counts.tally().text()).contains("0 sent again,");
  }

  @Test
  void aTallyIsReadAsItWasWritten() {
    counts.ended(Outcome.ACKNOWLEDGED, 7 * MILLISECOND);
    counts.again("503");
    counts.again("HttpTimeoutException");
    counts.again("503");
    Tally tally = counts.tally();
    assertThat(Tally.of(tally.line())).isEqualTo(tally);
    Tally empty = counts.tally();
    assertThat(Tally.of(empty.line())).isEqualTo(empty);
  }
}
