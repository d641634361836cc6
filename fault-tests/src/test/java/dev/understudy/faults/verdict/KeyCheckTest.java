package dev.understudy.faults.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.simulation.history.LinearizabilityChecker;
import dev.understudy.simulation.history.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The quick check of a key says what the exhaustive search of the simulator says. */
class KeyCheckTest {

  private static final int HISTORIES = 200_000;
  private static final int MOST_CALLS = 8;

  @Test
  void agreesWithTheExhaustiveSearchOnSmallHistories() {
    int bad = 0;
    int undecided = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Recorded> calls = history(new SplittableRandom(seed));
      KeyCheck check = new KeyCheck("k", calls, true);
      boolean linearizable = LinearizabilityChecker.check(operations(calls)).isEmpty();
      bad += linearizable ? 0 : 1;
      if (check.isDecided()) {
        assertThat(check.breach().isEmpty()).as("seed %d: %s", seed, calls).isEqualTo(linearizable);
      } else {
        undecided++;
      }
    }
    assertThat(bad).isBetween(HISTORIES / 10, HISTORIES * 9 / 10);
    assertThat(undecided).isBetween(1, HISTORIES / 50);
  }

  /** Mostly what a register would answer, with times and now and then an answer that are wrong. */
  private static List<Recorded> history(SplittableRandom random) {
    List<Recorded> calls = new ArrayList<>();
    List<Optional<String>> past = new ArrayList<>(List.of(Optional.empty()));
    int count = 2 + random.nextInt(MOST_CALLS - 1);
    for (int i = 0; i < count; i++) {
      Optional<String> now = past.get(past.size() - 1);
      Optional<String> any = past.get(random.nextInt(past.size()));
      Call call = call(random, i, random.nextBoolean() ? now : any);
      boolean unknown = random.nextInt(4) == 0;
      Optional<String> found = random.nextInt(6) == 0 ? any : now;
      boolean swaps = call.kind() == Kind.CAS && call.expect().equals(found);
      boolean writes = call.kind() == Kind.PUT || swaps;
      if (writes && !(unknown && random.nextBoolean())) {
        past.add(call.value());
      }
      long from = 10L * i - random.nextInt(40);
      long to = 10L * i + random.nextInt(40);
      calls.add(new Recorded("c" + i, call, from, to, answer(call, unknown, swaps, found)));
    }
    return calls;
  }

  private static Call call(SplittableRandom random, int number, Optional<String> expect) {
    return switch (random.nextInt(3)) {
      case 0 -> Call.get("k");
      case 1 -> Call.put("k", "v" + number);
      default -> Call.cas("k", expect, "v" + number);
    };
  }

  private static Answer answer(Call call, boolean unknown, boolean swaps, Optional<String> found) {
    if (unknown) {
      return new Answer(Outcome.UNKNOWN, "deadline-exceeded", Optional.empty(), "", 0);
    }
    Optional<String> result = call.kind() == Kind.CAS ? Optional.of("" + swaps) : found;
    return new Answer(Outcome.OK, "", result, "", 0);
  }

  private static List<Operation> operations(List<Recorded> calls) {
    return calls.stream().map(KeyCheckTest::operation).toList();
  }

  private static Operation operation(Recorded call) {
    String value = call.call().value().orElse("");
    Operation.Action action =
        switch (call.kind()) {
          case GET -> new Operation.Action.Get();
          case PUT -> new Operation.Action.Put(value);
          default -> new Operation.Action.CompareAndSet(call.call().expect(), value);
        };
    long to = call.isOk() ? call.to() : Operation.NEVER;
    return new Operation(call.client(), "k", action, call.from(), to, outcome(call));
  }

  private static Operation.Outcome outcome(Recorded call) {
    if (call.isUnknown()) {
      return new Operation.Outcome.Unknown();
    }
    Optional<String> result = call.answer().result();
    return call.kind() == Kind.CAS
        ? new Operation.Outcome.Swapped(result.equals(Optional.of("true")))
        : new Operation.Outcome.Value(result);
  }
}
