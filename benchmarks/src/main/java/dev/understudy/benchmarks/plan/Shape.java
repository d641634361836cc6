package dev.understudy.benchmarks.plan;

/**
 * How a client loads what it calls.
 *
 * @param depth requests in flight, always
 * @param payloadBytes of each
 */
public record Shape(int depth, int payloadBytes) {

  /** {@code 1024 x 64 B}. */
  @Override
  public String toString() {
    return depth + " x " + payloadBytes + " B";
  }
}
