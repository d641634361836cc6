package dev.understudy.kubernetes.play;

/**
 * What became of calls.
 *
 * @param acknowledged calls that were answered as they should be
 * @param failed calls that were not, whatever was tried within their deadline
 * @param repeated how often something was sent again
 * @param slowestMillis the longest call
 * @param millis the time in which they ended
 */
record Tally(long acknowledged, long failed, long repeated, long slowestMillis, long millis) {

  private static final double MILLIS_A_SECOND = 1_000;

  double perSecond() {
    return acknowledged * MILLIS_A_SECOND / Math.max(1, millis);
  }

  String text() {
    return "%d requests acknowledged, %.0f a second, %d failed; %d sent again, the slowest took %d ms"
        .formatted(acknowledged, perSecond(), failed, repeated, slowestMillis);
  }
}
