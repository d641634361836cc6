package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.plan.Fault.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Somebody has to be served while faults come and go. Times are seconds. */
class DueTest {

  private static final Due DUE = new Due("pause master", nanos(10), nanos(30));

  private static long nanos(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  private static Optional<String> complaint(Outcome outcome, int... ends) {
    Answer answer = new Answer(outcome, "", Optional.empty(), "", 0);
    List<Recorded> calls =
        Arrays.stream(ends)
            .mapToObj(to -> new Recorded("c", Call.get("k"), nanos(to - 1), nanos(to), answer))
            .toList();
    return DUE.complaint(calls);
  }

  @Test
  void whoIsAnsweredNowAndThenIsServed() {
    assertThat(complaint(Outcome.OK, 12, 19, 26)).isEmpty();
  }

  @Test
  void longSilenceIsComplainedOfAtBothEndsAndBetween() {
    assertThat(complaint(Outcome.OK, 18, 24)).isPresent();
    assertThat(complaint(Outcome.OK, 12, 22, 28)).isPresent();
    assertThat(complaint(Outcome.OK, 12, 18, 21))
        .hasValue("nobody at all was answered for 9000 ms in the course of pause master");
  }

  @Test
  void aRefusalIsNoAnswer() {
    assertThat(complaint(Outcome.FAIL, 12, 19, 26)).isPresent();
  }

  @Test
  void onlyWhatTakesAMajorityAwayLeavesNobodyToServe() {
    assertThat(Stream.of(Kind.values()).filter(kind -> !kind.leavesService()))
        .containsExactly(Kind.KILL_IN_CUT, Kind.ALL_MEMBERS);
  }
}
