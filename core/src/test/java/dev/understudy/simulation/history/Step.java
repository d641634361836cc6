package dev.understudy.simulation.history;

import dev.understudy.simulation.history.Operation.Action;
import dev.understudy.simulation.history.Operation.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * What one operation does to the value of its key, and what it needs that value to be. Values are
 * numbers here: {@link #ABSENT}, or the place of the text in a table.
 *
 * @param writes the value written; {@link #NOTHING} if none is, {@link #ABSENT} if it is removed
 * @param needs the value that explains the answer; {@link #NOTHING} if any does
 * @param needsOther the answer says that the value was not {@code needs}
 * @param onlyIf the value at which it writes; {@link #NOTHING} for all
 */
record Step(int writes, int needs, boolean needsOther, int onlyIf) {

  static final int NOTHING = -1;
  static final int ABSENT = 0;

  static Step of(Operation operation, Map<String, Integer> numbers) {
    Action action = operation.action();
    Outcome outcome = operation.outcome();
    if (action instanceof Action.CompareAndSet set) {
      int expected = number(set.expected(), numbers);
      int written = number(Optional.of(set.value()), numbers);
      return outcome instanceof Outcome.Swapped answer
          ? new Step(written, expected, !answer.swapped(), expected)
          : new Step(written, NOTHING, false, expected);
    }
    int needs = outcome instanceof Outcome.Value seen ? number(seen.value(), numbers) : NOTHING;
    int writes = NOTHING;
    if (action instanceof Action.Put put) {
      writes = number(Optional.of(put.value()), numbers);
    } else if (action instanceof Action.Delete) {
      writes = ABSENT;
    }
    return new Step(writes, needs, false, NOTHING);
  }

  boolean explains(int value) {
    return needs == NOTHING || (needs == value) != needsOther;
  }

  int after(int value) {
    boolean happens = writes != NOTHING && (onlyIf == NOTHING || onlyIf == value);
    return happens ? writes : value;
  }

  private static int number(Optional<String> value, Map<String, Integer> numbers) {
    return value.map(text -> numbers.computeIfAbsent(text, t -> numbers.size() + 1)).orElse(ABSENT);
  }
}
