package dev.understudy.faults.measure;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one isolation of the master cost.
 *
 * @param untilAnswered from the order to cut until the first answer to a call of the majority's
 *     clients that was begun when nothing crossed any more
 * @param worst the longest that a call of the majority's clients took, of those under way between
 *     cut and heal and answered
 * @param majority how those ended
 * @param isolated how the calls ended that the isolated clients began in that time
 * @param answeredInIsolation how many of these were answered before the heal
 */
record IsolationFigures(
    Isolation isolation,
    OptionalLong untilAnswered,
    OptionalLong worst,
    Answered majority,
    Answered isolated,
    int answeredInIsolation) {

  /** Of the calls of both sides' clients. */
  static IsolationFigures of(
      Isolation isolation, List<Recorded> majority, List<Recorded> isolated) {
    Span time = isolation.time();
    Answered touched =
        new Answered(majority)
            .touching(new Span(isolation.cut().fromNanos(), isolation.heal().fromNanos()));
    Answered alone = new Answered(isolated).begunIn(time);
    OptionalLong first = new Answered(majority).begunIn(time).first();
    return new IsolationFigures(
        isolation,
        first.isPresent() && first.getAsLong() < isolation.heal().fromNanos()
            ? OptionalLong.of(first.getAsLong() - isolation.cut().fromNanos())
            : OptionalLong.empty(),
        touched.worst(),
        touched,
        alone,
        (int) alone.of(Outcome.OK).stream().filter(call -> call.to() < time.toNanos()).count());
  }

  /** Why it does not count; empty if it does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (isolated.calls().isEmpty()) {
      doubts.add("no client beside the isolated master asked for anything");
    }
    if (answeredInIsolation > 0) {
      doubts.add(answeredInIsolation + " calls beside the isolated master were answered");
    }
    if (!isolation.lost()) {
      doubts.add("the isolated master did not say that it is not in sync: was it isolated?");
    }
    if (untilAnswered.isEmpty()) {
      doubts.add("the majority answered nothing before the heal");
    }
    if (answeredByTheIsolated()) {
      doubts.add("the majority's clients were answered by the isolated master");
    }
    if (isolation.inSync().isEmpty()) {
      doubts.add("the old master was not seen in sync again");
    }
    if (isolation.merged().isEmpty()) {
      doubts.add("the cluster manager was not seen to merge");
    }
    return doubts;
  }

  private boolean answeredByTheIsolated() {
    return majority.begunIn(isolation.time()).of(Outcome.OK).stream()
        .filter(call -> call.to() < isolation.heal().fromNanos())
        .anyMatch(call -> call.master().orElse(-1) == isolation.server());
  }
}
