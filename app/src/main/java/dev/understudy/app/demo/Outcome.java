package dev.understudy.app.demo;

import io.vertx.core.json.JsonObject;

/**
 * What a demonstration showed.
 *
 * @param failoverMillis the longest time without an answer after the kill
 * @param masters how many are left
 * @param recoveries servers that took another master's state after there were two
 * @param consistent whether nothing is in two places, and all servers have the same digest
 */
record Outcome(
    int acknowledged,
    int lost,
    long failoverMillis,
    long masters,
    long recoveries,
    boolean consistent) {

  /** Whether nothing was lost and one master is left. */
  boolean isGood() {
    return lost == 0 && masters == 1 && consistent;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("acknowledged", acknowledged)
        .put("lost", lost)
        .put("failoverMillis", failoverMillis)
        .put("masters", masters)
        .put("recoveries", recoveries)
        .put("consistent", consistent);
  }
}
