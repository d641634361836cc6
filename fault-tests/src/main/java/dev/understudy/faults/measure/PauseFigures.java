package dev.understudy.faults.measure;

import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one pause of the master cost.
 *
 * @param calls that were under way between its begin and two seconds after all was well again
 * @param masterBefore who executed the last request that was answered before it
 */
record PauseFigures(StandStill pause, Answered calls, OptionalInt masterBefore) {

  /** An answer that took longer counts as delayed. */
  static final Duration DELAYED = Duration.ofMillis(100);

  /** Its effects are over so long after all was well again. */
  static final Duration AFTER = Duration.ofSeconds(2);

  /** Of the calls of all clients. */
  static PauseFigures of(StandStill pause, List<Recorded> calls) {
    return new PauseFigures(
        pause,
        new Answered(calls).touching(window(pause.time(), pause.well().orElse(0))),
        masterBefore(pause, calls));
  }

  /** The time whose calls are counted. */
  static Span window(Span pause, long well) {
    return new Span(pause.fromNanos(), Math.max(pause.toNanos(), well) + AFTER.toNanos());
  }

  /** How many answers were delayed. */
  int delayed() {
    return calls.slowerThan(DELAYED.toNanos());
  }

  /** Whether another server became master, though this one was alive. */
  boolean isFailover() {
    return pause.successors() > 0;
  }

  /** Why it does not count; empty if it does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>();
    if (pause.millis() > 0 && !pause.stopped()) {
      doubts.add("server " + pause.server() + " was not seen to stand still");
    }
    if (masterBefore.orElse(-1) != pause.server()) {
      doubts.add("server " + pause.server() + " was not the master that answered before");
    }
    if (calls.calls().isEmpty()) {
      doubts.add("nobody asked for anything");
    }
    if (pause.well().isEmpty()) {
      doubts.add("not all was seen well again");
    }
    return doubts;
  }

  private static OptionalInt masterBefore(StandStill pause, List<Recorded> calls) {
    Recorded last = null;
    for (Recorded call : calls) {
      boolean before = call.to() < pause.time().fromNanos() && call.master().isPresent();
      if (before && (last == null || call.to() > last.to())) {
        last = call;
      }
    }
    return last == null ? OptionalInt.empty() : last.master();
  }
}
