package dev.understudy.faults.report;

/**
 * A stretch of time, of {@code System.nanoTime()}; its end does not belong to it.
 *
 * @param fromNanos its begin
 * @param toNanos its end, not before its begin
 */
public record Span(long fromNanos, long toNanos) {

  public Span {
    if (toNanos < fromNanos) {
      throw new IllegalArgumentException("ends before it begins: " + fromNanos + ", " + toNanos);
    }
  }

  /** How long it is. */
  public long nanos() {
    return toNanos - fromNanos;
  }

  /** Whether a moment lies in it. */
  public boolean contains(long nanos) {
    return fromNanos <= nanos && nanos < toNanos;
  }
}
