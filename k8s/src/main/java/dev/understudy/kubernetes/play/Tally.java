package dev.understudy.kubernetes.play;

/**
 * What became of calls.
 *
 * @param acknowledged calls that were answered as they should be
 * @param failed calls that were not, whatever was tried within their deadline
 * @param repeated how often something was sent again
 * @param slowestMillis the longest call
 */
record Tally(long acknowledged, long failed, long repeated, long slowestMillis) {

  String text() {
    return "%d requests acknowledged, %d failed; %d sent again, the slowest took %d ms"
        .formatted(acknowledged, failed, repeated, slowestMillis);
  }
}
