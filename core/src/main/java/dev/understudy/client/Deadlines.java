package dev.understudy.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Whose deadline passes next. Nearly all have the same patience, so that who came first passes
 * first; the others are sorted.
 */
final class Deadlines {

  private static final Comparator<Pending> EARLIEST =
      Comparator.comparingLong(Pending::deadlineMillis).thenComparingLong(Pending::order);

  private final Line inOrder = new Line(Pending::hasEnded);
  private final TreeSet<Pending> others = new TreeSet<>(EARLIEST);

  void add(Pending pending) {
    if (inOrder.last().filter(last -> last.deadlineMillis() > pending.deadlineMillis()).isEmpty()) {
      inOrder.add(pending);
    } else {
      others.add(pending);
    }
  }

  /** It has ended. */
  void remove(Pending pending) {
    if (others.isEmpty() || !others.remove(pending)) {
      inOrder.leave();
    }
  }

  /** Those whose deadline has passed, the earliest first; they stay until they are removed. */
  List<Pending> passed(long nowMillis) {
    if (nextMillis() > nowMillis) {
      return List.of();
    }
    List<Pending> passed = new ArrayList<>();
    inOrder.takeWhile(pending -> pending.deadlineMillis() <= nowMillis, passed);
    for (Pending pending : others) {
      if (pending.deadlineMillis() > nowMillis) {
        break;
      }
      passed.add(pending);
    }
    passed.sort(EARLIEST);
    return passed;
  }

  /** When the next one passes; {@link Long#MAX_VALUE} if there is none. */
  long nextMillis() {
    long next = inOrder.first().map(Pending::deadlineMillis).orElse(Long.MAX_VALUE);
    return others.isEmpty() ? next : Math.min(next, others.first().deadlineMillis());
  }
}
