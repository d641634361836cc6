package dev.understudy.faults.measure;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rolling restart cost.
 *
 * @param time from the first SIGTERM until all was well after the last start
 * @param calls that were under way in it
 * @param rate that was asked for, calls a second
 */
record RollingFigures(List<Restart> restarts, Span time, Answered calls, int rate) {

  private static final double NANOS_A_SECOND = 1_000_000_000;

  /** Less than this part of the rate is no load that was asked for. */
  private static final double ENOUGH = 0.95;

  RollingFigures {
    restarts = List.copyOf(restarts);
  }

  /** Of the calls of all clients. */
  static RollingFigures of(List<Restart> restarts, Span time, List<Recorded> calls, int rate) {
    return new RollingFigures(restarts, time, new Answered(calls).touching(time), rate);
  }

  /** Calls begun a second. */
  double perSecond() {
    return calls.begunIn(time).calls().size() / (time.nanos() / NANOS_A_SECOND);
  }

  /** Why calls were not answered, and how many for each reason. */
  Map<String, Integer> reasons() {
    Map<String, Integer> reasons = new TreeMap<>();
    calls.calls().stream()
        .filter(call -> call.outcome() != Outcome.OK)
        .forEach(
            call ->
                reasons.merge(call.outcome().text() + " " + call.answer().code(), 1, Integer::sum));
    return reasons;
  }

  /** The calls that one restart may have touched. */
  Answered of(Restart restart) {
    return calls.touching(restart.time(time.toNanos()));
  }

  /** Why it does not count; empty if it does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    for (Restart restart : restarts) {
      if (restart.exitCode() != 0) {
        doubts.add(restart.name() + " did not leave in good order: " + restart.exitCode());
      }
      if (restart.well().isEmpty()) {
        doubts.add("not all was well again after " + restart.name());
      }
    }
    if (perSecond() < ENOUGH * rate) {
      doubts.add("only %.0f calls a second were made, not %d".formatted(perSecond(), rate));
    }
    return doubts;
  }
}
