package dev.understudy.faults.measure;

import dev.understudy.faults.client.Answer;
import dev.understudy.faults.client.Call;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.Span;
import java.util.Optional;
import java.util.OptionalLong;

/** Calls and times as tests need them; all numbers are milliseconds. */
final class Made {

  private static final long NANOS_A_MILLI = 1_000_000;

  private Made() {}

  static long nanos(long millis) {
    return millis * NANOS_A_MILLI;
  }

  static OptionalLong at(long millis) {
    return OptionalLong.of(nanos(millis));
  }

  static Span span(long from, long to) {
    return new Span(nanos(from), nanos(to));
  }

  /** A call that a master answered. */
  static Recorded answered(long from, long to, int master) {
    return call(from, to, new Answer(Outcome.OK, "", Optional.of("1"), "5/" + master, 7));
  }

  /** A call that was refused. */
  static Recorded refused(long from, long to, String code) {
    return call(from, to, new Answer(Outcome.FAIL, code, Optional.empty(), "", 0));
  }

  /** A call that was given up. */
  static Recorded givenUp(long from, long to) {
    return call(
        from, to, new Answer(Outcome.UNKNOWN, "deadline-exceeded", Optional.empty(), "", 0));
  }

  private static Recorded call(long from, long to, Answer answer) {
    return new Recorded("client-1-0", Call.add("n" + from), nanos(from), nanos(to), answer);
  }
}
