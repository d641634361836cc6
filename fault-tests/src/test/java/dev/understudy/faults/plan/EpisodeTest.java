package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Sample;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Calls, as the report sees them. */
class EpisodeTest {

  @Test
  void whatWasSentAgainWasRetried() {
    assertThat(retries(OptionalInt.of(1))).isZero();
    assertThat(retries(OptionalInt.of(3))).isEqualTo(2);
  }

  @Test
  void whatWasNeverSentWasNotRetried() {
    assertThat(retries(OptionalInt.of(0))).isZero();
  }

  @Test
  void ofWhatNobodyCountedTheRetriesAreNotKnown() {
    assertThat(retries(OptionalInt.empty())).isEqualTo(Sample.RETRIES_NOT_KNOWN);
  }

  private static int retries(OptionalInt sends) {
    Answer answer =
        new Answer(Outcome.UNKNOWN, "deadline-exceeded", Optional.empty(), "", 0, sends);
    return Episode.sample(new Recorded("c", Call.add("n"), 1, 2, answer)).retries();
  }
}
