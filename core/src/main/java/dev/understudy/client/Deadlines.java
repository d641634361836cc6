package dev.understudy.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Whose deadline passes next. */
final class Deadlines {

  private final TreeSet<Pending> earliest =
      new TreeSet<>(
          Comparator.comparingLong(Pending::deadlineMillis).thenComparingLong(Pending::order));

  void add(Pending pending) {
    earliest.add(pending);
  }

  void remove(Pending pending) {
    earliest.remove(pending);
  }

  /** Those whose deadline has passed, the earliest first; they stay until they are removed. */
  List<Pending> passed(long nowMillis) {
    List<Pending> passed = new ArrayList<>();
    for (Pending pending : earliest) {
      if (pending.deadlineMillis() > nowMillis) {
        break;
      }
      passed.add(pending);
    }
    return passed;
  }

  /** When the next one passes; {@link Long#MAX_VALUE} if there is none. */
  long nextMillis() {
    return earliest.isEmpty() ? Long.MAX_VALUE : earliest.first().deadlineMillis();
  }
}
