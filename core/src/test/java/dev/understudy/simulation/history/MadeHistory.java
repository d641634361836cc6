package dev.understudy.simulation.history;

import dev.understudy.simulation.history.Operation.Action;
import dev.understudy.simulation.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Makes histories that are linearizable, because each operation takes effect at one moment. */
final class MadeHistory {

  private static final int KEYS = 3;

  private final SplittableRandom random;
  private final Map<String, String> state = new HashMap<>();

  MadeHistory(SplittableRandom random) {
    this.random = random;
  }

  List<Operation> operations(int count) {
    List<Operation> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long moment = 10L * i;
      String key = "k" + random.nextInt(KEYS);
      boolean answered = random.nextInt(20) > 0;
      boolean happens = answered || random.nextBoolean();
      Action action = action(i, key);
      Outcome outcome = happens ? perform(key, action) : new Outcome.Unknown();
      long from = moment - random.nextInt(60);
      long to = answered ? moment + random.nextInt(60) : Operation.NEVER;
      Outcome told = answered ? outcome : new Outcome.Unknown();
      made.add(new Operation("c" + i % 3, key, action, from, to, told));
    }
    return made;
  }

  private Action action(int number, String key) {
    return switch (random.nextInt(4)) {
      case 0 -> new Action.Get();
      case 1 -> new Action.Put("v" + number);
      case 2 -> new Action.Delete();
      default ->
          new Action.CompareAndSet(
              random.nextBoolean() ? Optional.ofNullable(state.get(key)) : Optional.of("x"),
              "v" + number);
    };
  }

  private Outcome perform(String key, Action action) {
    Optional<String> before = Optional.ofNullable(state.get(key));
    if (action instanceof Action.Put put) {
      state.put(key, put.value());
    } else if (action instanceof Action.Delete) {
      state.remove(key);
    } else if (action instanceof Action.CompareAndSet set) {
      boolean swaps = before.equals(set.expected());
      if (swaps) {
        state.put(key, set.value());
      }
      return new Outcome.Swapped(swaps);
    }
    return new Outcome.Value(before);
  }
}
