package dev.understudy.benchmarks.plan;

/**
 * How a client loads what it calls.
 *
 * @param depth requests in flight, always; 0 where a rate is fixed
 * @param payloadBytes of each
 * @param ratePerSecond requests that are due in a second, whatever became of the others; 0 where a
 *     depth is fixed
 */
public record Shape(int depth, int payloadBytes, int ratePerSecond) {

  /** So many requests in flight. */
  public static Shape ofDepth(int depth, int payloadBytes) {
    return new Shape(depth, payloadBytes, 0);
  }

  /** So many requests a second. */
  public static Shape ofRate(int ratePerSecond, int payloadBytes) {
    return new Shape(0, payloadBytes, ratePerSecond);
  }

  /** {@code 1024 x 64 B}, or {@code 5000/s x 64 B}. */
  @Override
  public String toString() {
    return (ratePerSecond == 0 ? String.valueOf(depth) : ratePerSecond + "/s")
        + " x "
        + payloadBytes
        + " B";
  }
}
