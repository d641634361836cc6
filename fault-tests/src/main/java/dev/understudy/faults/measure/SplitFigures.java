package dev.understudy.faults.measure;

import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one partition cost.
 *
 * @param alone calls that were begun on the side of the one server while nothing crossed
 * @param others likewise on the other side
 * @param aloneGap the longest time between cut and heal without an answer on the side of the one
 * @param othersGap likewise on the other side
 */
record SplitFigures(Split split, Answered alone, Answered others, long aloneGap, long othersGap) {

  /** Of the calls of both sides' clients. */
  static SplitFigures of(Split split, List<Recorded> alone, List<Recorded> others) {
    Span whole = new Span(split.cut().fromNanos(), split.heal().fromNanos());
    return new SplitFigures(
        split,
        new Answered(alone).begunIn(split.time()),
        new Answered(others).begunIn(split.time()),
        new Answered(alone).longestGap(whole),
        new Answered(others).longestGap(whole));
  }

  /** Why it does not count; empty if it does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    Stream.of(alone, others)
        .filter(side -> side.calls().isEmpty())
        .forEach(side -> doubts.add("the clients of one side asked for nothing"));
    Set<Integer> both = masters(alone);
    both.retainAll(masters(others));
    if (!both.isEmpty()) {
      doubts.add("servers " + both + " answered on both sides: there was no cut");
    }
    if (masters(alone).isEmpty() || masters(others).isEmpty()) {
      doubts.add("one side had no master that answered");
    }
    if (split.oneMaster().isEmpty()) {
      doubts.add("no master was heard to step down after the heal");
    }
    if (split.well().isEmpty()) {
      doubts.add("not all were seen in sync again");
    }
    return doubts;
  }

  /** Who answered before the heal. */
  private Set<Integer> masters(Answered side) {
    Set<Integer> masters = new TreeSet<>();
    side.calls().stream()
        .filter(call -> call.to() < split.heal().fromNanos())
        .forEach(call -> call.master().ifPresent(masters::add));
    return masters;
  }
}
