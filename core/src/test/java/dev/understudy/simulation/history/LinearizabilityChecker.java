package dev.understudy.simulation.history;

import dev.understudy.simulation.history.Operation.Action;
import dev.understudy.simulation.history.Operation.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a history of a map is linearizable: whether each operation can be given a moment
 * between its call and its answer so that, done one after the other at these moments, all of them
 * return what they returned. An operation without an answer happened at any time after its call, or
 * never.
 *
 * <p>A map is linearizable iff each of its keys is, so keys are looked at one by one. The search is
 * Wing and Gong's, with Lowe's memory of the (set of operations, value) pairs already tried.
 */
public final class LinearizabilityChecker {

  private LinearizabilityChecker() {}

  /** A key whose operations have no order that explains their answers. */
  public record Violation(String key, List<Operation> operations) {

    public Violation {
      operations = List.copyOf(operations);
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("key ").append(key).append(" is not linearizable:");
      operations.forEach(operation -> text.append("\n  ").append(operation));
      return text.toString();
    }
  }

  /** The first key found that is not linearizable, if there is one. */
  public static Optional<Violation> check(List<Operation> history) {
    Map<String, List<Operation>> byKey = new LinkedHashMap<>();
    for (Operation operation : history) {
      boolean matters =
          !(operation.action() instanceof Action.Get && operation.returned() == Operation.NEVER);
      if (matters) {
        byKey.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
      }
    }
    for (Map.Entry<String, List<Operation>> entry : byKey.entrySet()) {
      if (!isLinearizable(entry.getValue())) {
        return Optional.of(new Violation(entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  /**
   * Without the writes of unknown outcome whose value nobody ever saw there is far less to try, and
   * an order without them is an order: they never happened.
   */
  private static boolean isLinearizable(List<Operation> operations) {
    Set<String> seen = new HashSet<>();
    for (Operation operation : operations) {
      if (operation.outcome() instanceof Outcome.Value found) {
        found.value().ifPresent(seen::add);
      } else if (operation.action() instanceof Action.CompareAndSet set) {
        set.expected().ifPresent(seen::add);
      }
    }
    List<Operation> likely =
        operations.stream()
            .filter(one -> !(one.outcome() instanceof Outcome.Unknown) || isSeen(one, seen))
            .toList();
    return new Search(likely).succeeds() || new Search(operations).succeeds();
  }

  private static boolean isSeen(Operation operation, Set<String> seen) {
    if (operation.action() instanceof Action.Put put) {
      return seen.contains(put.value());
    }
    return !(operation.action() instanceof Action.CompareAndSet set) || seen.contains(set.value());
  }

  /** The search for an order of the operations of one key. */
  private static final class Search {

    private final Moments moments;
    private final int completed;
    private final long[] done;
    private final Set<Tried> tried = new HashSet<>();
    private final List<Moments.Moment> taken = new ArrayList<>();
    private final List<Integer> valuesBefore = new ArrayList<>();
    private int value = Step.ABSENT;

    Search(List<Operation> operations) {
      moments = new Moments(operations);
      completed = moments.completed();
      done = new long[(operations.size() + 63) / 64];
    }

    boolean succeeds() {
      int left = completed;
      Moments.Moment at = moments.first();
      while (left > 0) {
        if (at.isCall() && take(at)) {
          left -= at.completes() ? 1 : 0;
          at = moments.first();
        } else if (at.isCall()) {
          at = at.next();
        } else if (taken.isEmpty()) {
          return false;
        } else {
          Moments.Moment undone = giveBack();
          left += undone.completes() ? 1 : 0;
          at = undone.next();
        }
      }
      return true;
    }

    private boolean take(Moments.Moment call) {
      Step step = call.step();
      if (!step.explains(value)) {
        return false;
      }
      int after = step.after(value);
      flip(call.operation());
      if (!tried.add(new Tried(done.clone(), after))) {
        flip(call.operation());
        return false;
      }
      taken.add(call);
      valuesBefore.add(value);
      value = after;
      moments.lift(call);
      return true;
    }

    private Moments.Moment giveBack() {
      Moments.Moment call = taken.remove(taken.size() - 1);
      value = valuesBefore.remove(valuesBefore.size() - 1);
      flip(call.operation());
      moments.putBack(call);
      return call;
    }

    private void flip(int operation) {
      done[operation >> 6] ^= 1L << operation;
    }
  }

  /** A set of operations that were tried in some order, and the value they left. */
  private static final class Tried {

    private final long[] done;
    private final int value;
    private final int hash;

    Tried(long[] done, int value) {
      this.done = done;
      this.value = value;
      long mixed = value;
      for (long word : done) {
        mixed = (mixed ^ word) * 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 32;
      }
      this.hash = (int) mixed;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Tried that
          && value == that.value
          && java.util.Arrays.equals(done, that.done);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
