package dev.understudy.faults.measure;

import dev.understudy.faults.client.Gap;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.plan.Episode;
import dev.understudy.faults.report.Calls;
import dev.understudy.faults.report.Span;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some calls, and when they were answered.
 *
 * @param calls in any order
 */
record Answered(List<Recorded> calls) {

  Answered {
    calls = List.copyOf(calls);
  }

  /** Those that were begun in a span. */
  Answered begunIn(Span span) {
    return new Answered(calls.stream().filter(call -> span.contains(call.from())).toList());
  }

  /** Those that were under way at some time of a span. */
  Answered touching(Span span) {
    return new Answered(calls.stream().filter(call -> Episode.sample(call).touches(span)).toList());
  }

  /** Those that ended in some way. */
  List<Recorded> of(Outcome outcome) {
    return calls.stream().filter(call -> call.outcome() == outcome).toList();
  }

  int count(Outcome outcome) {
    return of(outcome).size();
  }

  /** How many were refused or given up. */
  int unanswered() {
    return count(Outcome.FAIL) + count(Outcome.UNKNOWN);
  }

  /** How many were answered, but took longer. */
  int slowerThan(long nanos) {
    return (int) of(Outcome.OK).stream().filter(call -> call.to() - call.from() > nanos).count();
  }

  /** When the first of them was answered. */
  OptionalLong first() {
    return of(Outcome.OK).stream().mapToLong(Recorded::to).min();
  }

  /** How long the slowest that was answered took. */
  OptionalLong worst() {
    return figures().latency(Calls.Latency::worstNanos);
  }

  /** Their numbers and percentiles. */
  Calls figures() {
    return Calls.of(calls.stream().map(Episode::sample).toList());
  }

  /** The longest part of a span in which none was answered; its ends count as answers. */
  long longestGap(Span span) {
    return Gap.longest(calls, span.fromNanos(), span.toNanos()).toNanos();
  }
}
