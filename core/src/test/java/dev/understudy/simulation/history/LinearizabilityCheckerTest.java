package dev.understudy.simulation.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.simulation.history.Operation.Action;
import dev.understudy.simulation.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearizabilityCheckerTest {

  private final List<Operation> history = new ArrayList<>();

  @Test
  void acceptsAnEmptyHistory() {
    assertLinearizable();
  }

  @Test
  void acceptsOneAfterTheOther() {
    put("a", "1", none(), 0, 1);
    get("a", some("1"), 2, 3);
    swap("a", some("1"), "2", true, 4, 5);
    swap("a", some("1"), "3", false, 6, 7);
    delete("a", some("2"), 8, 9);
    get("a", none(), 10, 11);
    swap("a", none(), "4", true, 12, 13);
    assertLinearizable();
  }

  @Test
  void acceptsEitherOrderOfConcurrentWrites() {
    put("a", "1", some("2"), 0, 10);
    put("a", "2", none(), 0, 10);
    get("a", some("1"), 11, 12);
    assertLinearizable();
  }

  @Test
  void acceptsAReadThatSeesAWriteStillUnderWay() {
    put("a", "1", none(), 0, 10);
    get("a", some("1"), 2, 3);
    assertLinearizable();
  }

  @Test
  void takesAnAnswerAndACallOfTheSameTimeForConcurrent() {
    put("a", "1", none(), 0, 5);
    get("a", none(), 5, 6);
    assertLinearizable();
  }

  @Test
  void acceptsThatAnUnknownWriteHappensLate() {
    unknownPut("a", "1", 0);
    get("a", none(), 5, 6);
    put("a", "2", none(), 7, 8);
    get("a", some("1"), 20, 21);
    assertLinearizable();
  }

  @Test
  void acceptsThatAnUnknownWriteNeverHappens() {
    unknownPut("a", "1", 0);
    get("a", none(), 5, 6);
    assertLinearizable();
  }

  @Test
  void acceptsAWriteWhoseAnswerIsNotKnownButHappened() {
    add("a", new Action.Delete(), 0, 5, new Outcome.Happened());
    put("a", "1", none(), 6, 7);
    assertLinearizable();
  }

  @Test
  void refusesThatAnUnknownWriteHappensBeforeItsCall() {
    get("a", some("1"), 0, 1);
    unknownPut("a", "1", 2);
    assertNotLinearizable("a");
  }

  @Test
  void refusesThatAnUnknownWriteHappensTwice() {
    unknownPut("a", "1", 0);
    get("a", some("1"), 5, 6);
    put("a", "2", some("1"), 7, 8);
    get("a", some("1"), 20, 21);
    assertNotLinearizable("a");
  }

  @Test
  void refusesALostUpdate() {
    put("a", "1", none(), 0, 1);
    put("a", "2", some("1"), 2, 3);
    get("a", some("1"), 4, 5);
    assertNotLinearizable("a");
  }

  @Test
  void refusesTwoSwapsFromTheSameValue() {
    put("a", "1", none(), 0, 1);
    swap("a", some("1"), "2", true, 2, 9);
    swap("a", some("1"), "3", true, 2, 9);
    assertNotLinearizable("a");
  }

  @Test
  void refusesAStaleRead() {
    put("a", "1", none(), 0, 1);
    put("a", "2", some("1"), 2, 10);
    get("a", some("2"), 3, 4);
    get("a", some("1"), 5, 6);
    assertNotLinearizable("a");
  }

  @Test
  void refusesADuplicateEffect() {
    put("a", "1", none(), 0, 1);
    put("a", "2", some("1"), 2, 3);
    put("a", "3", some("1"), 4, 5);
    assertNotLinearizable("a");
  }

  @Test
  void refusesAValueThatWasNeverWritten() {
    put("a", "1", none(), 0, 1);
    get("a", some("7"), 2, 3);
    assertNotLinearizable("a");
  }

  @Test
  void refusesReordering() {
    put("a", "1", none(), 0, 1);
    put("a", "2", none(), 2, 3);
    assertNotLinearizable("a");
  }

  @Test
  void refusesASwapThatFailedThoughItsValueWasThere() {
    put("a", "1", none(), 0, 1);
    swap("a", some("1"), "2", false, 2, 3);
    assertNotLinearizable("a");
  }

  @Test
  void namesTheKeyThatIsWrong() {
    put("a", "1", none(), 0, 1);
    put("b", "1", none(), 0, 1);
    get("a", some("1"), 2, 3);
    get("b", none(), 2, 3);
    assertNotLinearizable("b");
  }

  @Test
  void agreesWithHistoriesMadeFromAnOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int run = 0; run < 200; run++) {
      history.clear();
      history.addAll(new MadeHistory(random).operations(200));
      assertLinearizable();
    }
  }

  @Test
  void findsAReadChangedInHistoriesMadeFromAnOrder() {
    SplittableRandom random = new SplittableRandom(2);
    for (int run = 0; run < 200; run++) {
      history.clear();
      history.addAll(new MadeHistory(random).operations(200));
      get("k1", some("never"), 50, 60);
      assertNotLinearizable("k1");
    }
  }

  private void assertLinearizable() {
    assertThat(LinearizabilityChecker.check(history)).isEmpty();
  }

  private void assertNotLinearizable(String key) {
    assertThat(LinearizabilityChecker.check(history))
        .hasValueSatisfying(violation -> assertThat(violation.key()).isEqualTo(key));
  }

  private void put(String key, String value, Optional<String> before, long from, long to) {
    add(key, new Action.Put(value), from, to, new Outcome.Value(before));
  }

  private void unknownPut(String key, String value, long from) {
    add(key, new Action.Put(value), from, Operation.NEVER, new Outcome.Unknown());
  }

  private void get(String key, Optional<String> value, long from, long to) {
    add(key, new Action.Get(), from, to, new Outcome.Value(value));
  }

  private void delete(String key, Optional<String> before, long from, long to) {
    add(key, new Action.Delete(), from, to, new Outcome.Value(before));
  }

  private void swap(String key, Optional<String> expected, String value, boolean did, long... t) {
    add(key, new Action.CompareAndSet(expected, value), t[0], t[1], new Outcome.Swapped(did));
  }

  private void add(String key, Action action, long from, long to, Outcome outcome) {
    history.add(new Operation("c", key, action, from, to, outcome));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Optional<String> some(String value) {
    return Optional.of(value);
  }
}
