package dev.understudy.faults.report;

/**
 * One call of a client.
 *
 * @param fromNanos when it was made
 * @param toNanos when it was answered, or when the client gave up; its begin where that is not
 *     known
 * @param outcome how it ended
 * @param retries how often it was sent again; {@link #RETRIES_NOT_KNOWN} where nobody counted
 */
public record Sample(long fromNanos, long toNanos, Outcome outcome, int retries) {

  /** Nobody counted. */
  public static final int RETRIES_NOT_KNOWN = -1;

  public Sample {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("answered before it was asked: " + fromNanos);
    }
  }

  /** A call whose retries nobody counted. */
  public static Sample of(long fromNanos, long toNanos, Outcome outcome) {
    return new Sample(fromNanos, toNanos, outcome, RETRIES_NOT_KNOWN);
  }

  /** How long it took. */
  public long nanos() {
    return toNanos - fromNanos;
  }

  /** Whether it was under way at some time of a span. */
  public boolean touches(Span span) {
    return fromNanos < span.toNanos() && toNanos >= span.fromNanos();
  }
}
