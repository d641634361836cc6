package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.List;

/** Small runs, made by hand; all times in milliseconds. */
final class Runs {

  private static final long MILLI = 1_000_000;

  private final List<FaultSpan> faults = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<MasterSpan> masters = new ArrayList<>();
  private final List<Moment> consistent = new ArrayList<>();
  private final long from;
  private final long to;
  private long skipped;
  private String control = RunData.REAL;
  private Conclusion conclusion = Conclusion.of(Finding.KEPT, "linearizable");

  private Runs(long from, long to) {
    this.from = from;
    this.to = to;
  }

  static Runs lasting(long from, long to) {
    return new Runs(from, to);
  }

  Runs fault(String what, long from, long to) {
    faults.add(Runs.faultSpan(what, from, to));
    return this;
  }

  Runs call(long from, long to, Outcome outcome) {
    samples.add(Sample.of(from * MILLI, to * MILLI, outcome));
    return this;
  }

  Runs sentAgain(long from, long to, int retries) {
    samples.add(new Sample(from * MILLI, to * MILLI, Outcome.OK, retries));
    return this;
  }

  Runs skipping(long calls) {
    skipped += calls;
    return this;
  }

  Runs master(String server, long epoch, long from, long to) {
    masters.add(masterSpan(server, epoch, from, to));
    return this;
  }

  Runs consistentAt(long... millis) {
    for (long one : millis) {
      consistent.add(new Moment(one * MILLI));
    }
    return this;
  }

  Runs without(String mechanism) {
    control = mechanism;
    return this;
  }

  Runs concluding(Conclusion other) {
    conclusion = other;
    return this;
  }

  RunData named(String plan) {
    return new RunData(
        plan,
        7,
        "CONSISTENT",
        "3 members",
        control,
        span(from, to),
        faults,
        samples,
        skipped,
        masters,
        consistent,
        conclusion);
  }

  static FaultSpan faultSpan(String what, long from, long to) {
    String story = "what it does to whom";
    return new FaultSpan(what, story, from * MILLI, to * MILLI, List.of("server 2"));
  }

  static MasterSpan masterSpan(String server, long epoch, long from, long to) {
    return new MasterSpan(server, epoch, from * MILLI, to * MILLI);
  }

  static Span span(long from, long to) {
    return new Span(from * MILLI, to * MILLI);
  }

  static long nanos(long millis) {
    return millis * MILLI;
  }
}
