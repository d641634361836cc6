package dev.understudy.simulation;

/**
 * How the network is.
 *
 * @param lossPerMille messages that never arrive
 * @param duplicatePerMille messages that arrive twice
 * @param leastMicros the shortest delay
 * @param mostMicros the longest delay of an ordinary message
 * @param stragglerPerMille messages that come much later
 * @param stragglerMicros by how much at most
 */
record Weather(
    int lossPerMille,
    int duplicatePerMille,
    long leastMicros,
    long mostMicros,
    int stragglerPerMille,
    long stragglerMicros) {

  static final Weather FAIR = new Weather(0, 0, 200, 1_000, 0, 0);

  Weather withLoss(int perMille) {
    return new Weather(
        perMille, duplicatePerMille, leastMicros, mostMicros, stragglerPerMille, stragglerMicros);
  }
}
