package dev.understudy.simulation.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls and answers of operations, in the order of time, as a list from which an operation can be
 * lifted and put back. An answer and a call of the same time count as concurrent.
 */
final class Moments {

  /** A call, an answer, or the end of the list. */
  static final class Moment {

    private final int operation;
    private final Step step;
    private final boolean call;
    private final long time;
    private Moment answer;
    private Moment next;
    private Moment previous;

    private Moment(int operation, Step step, boolean call, long time) {
      this.operation = operation;
      this.step = step;
      this.call = call;
      this.time = time;
      this.answer = this;
      this.next = this;
      this.previous = this;
    }

    /** The end of the list is none. */
    boolean isCall() {
      return call;
    }

    int operation() {
      return operation;
    }

    Step step() {
      return step;
    }

    Moment next() {
      return next;
    }

    /** Whether this is the call of an operation that was answered. */
    boolean completes() {
      return answer != this;
    }
  }

  private static final Step NO_STEP = new Step(Step.NOTHING, Step.NOTHING, false, Step.NOTHING);

  private final Moment end = new Moment(-1, NO_STEP, false, Operation.NEVER);
  private final int completed;

  Moments(List<Operation> operations) {
    Map<String, Integer> numbers = new HashMap<>();
    List<Moment> all = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      Step step = Step.of(operation, numbers);
      Moment call = new Moment(i, step, true, operation.invoked());
      all.add(call);
      if (operation.returned() != Operation.NEVER) {
        call.answer = new Moment(i, step, false, operation.returned());
        all.add(call.answer);
        answered++;
      }
    }
    completed = answered;
    all.sort(Comparator.<Moment>comparingLong(m -> m.time).thenComparing(m -> !m.call));
    for (Moment moment : all) {
      insert(moment, end.previous);
    }
  }

  /** How many operations were answered. */
  int completed() {
    return completed;
  }

  /** The first that is not lifted. */
  Moment first() {
    return end.next;
  }

  void lift(Moment call) {
    remove(call);
    if (call.completes()) {
      remove(call.answer);
    }
  }

  /** To be called in the reverse order of {@link #lift}. */
  void putBack(Moment call) {
    if (call.completes()) {
      insert(call.answer, call.answer.previous);
    }
    insert(call, call.previous);
  }

  private static void remove(Moment moment) {
    moment.previous.next = moment.next;
    moment.next.previous = moment.previous;
  }

  private static void insert(Moment moment, Moment after) {
    moment.previous = after;
    moment.next = after.next;
    after.next.previous = moment;
    after.next = moment;
  }
}
