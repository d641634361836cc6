package dev.understudy.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.history.AvailableChecker.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailableCheckerTest {

  private final AvailableChecker<String, String, String> checker = new AvailableChecker<>();

  @Test
  void acceptsThatEachAcknowledgedRequestSurvivedOrIsRecorded() {
    checker.survived(fact("r1", "e1", "ok"));
    checker.recorded(fact("r2", "f1", "ok"));
    assertThat(checker.check(List.of(fact("r1", "e1", "ok"), fact("r2", "f1", "ok")))).isEmpty();
  }

  @Test
  void acceptsThatARequestSurvivedUnderAnotherEntryWithAnotherResult() {
    checker.survived(fact("r1", "e1", "other"));
    assertThat(checker.check(List.of(fact("r1", "f1", "ok")))).isEmpty();
  }

  @Test
  void acceptsWhatWasNeverAcknowledged() {
    checker.survived(fact("r1", "e1", "ok"));
    checker.recorded(fact("r2", "f1", "ok"));
    assertThat(checker.check(List.of())).isEmpty();
  }

  @Test
  void refusesThatAnAcknowledgedRequestIsNowhere() {
    assertThat(checker.check(List.of(fact("r1", "e1", "ok"))))
        .hasValueSatisfying(text -> assertThat(text).contains("neither"));
  }

  @Test
  void acceptsThatAnExcusedRequestIsNowhere() {
    checker.excuse("r1");
    assertThat(checker.check(List.of(fact("r1", "e1", "ok")))).isEmpty();
  }

  @Test
  void refusesThatARequestSurvivedAndIsRecorded() {
    checker.survived(fact("r1", "e1", "ok"));
    checker.recorded(fact("r1", "f1", "ok"));
    assertThat(checker.check(List.of()))
        .hasValueSatisfying(text -> assertThat(text).contains("survived and"));
  }

  @Test
  void refusesThatARequestWasExecutedTwice() {
    checker.survived(fact("r1", "e1", "ok"));
    checker.survived(fact("r1", "e2", "ok"));
    assertThat(checker.check(List.of()))
        .hasValueSatisfying(text -> assertThat(text).contains("twice"));
  }

  @Test
  void refusesThatARequestIsInTwoRecords() {
    checker.recorded(fact("r1", "f1", "ok"));
    checker.recorded(fact("r1", "g1", "ok"));
    assertThat(checker.check(List.of()))
        .hasValueSatisfying(text -> assertThat(text).contains("two diverged records"));
  }

  @Test
  void refusesARecordWithAnotherResultThanTheOneGiven() {
    checker.recorded(fact("r1", "f1", "other"));
    assertThat(checker.check(List.of(fact("r1", "f1", "ok"))))
        .hasValueSatisfying(text -> assertThat(text).contains("but is kept as"));
  }

  private static Fact<String, String, String> fact(String request, String entry, String result) {
    return new Fact<>(request, entry, result);
  }
}
