package dev.understudy.monitor.drill;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Predicate;

/** One thing that is expected of a drill: that an event comes in time, or that none does. */
final class Expectation {

  private final String text;
  private final boolean absence;
  private final long withinMillis;
  private final Predicate<JsonObject> event;
  private Optional<JsonObject> seen = Optional.empty();
  private long seenAtMillis;

  private Expectation(
      String text, boolean absence, long withinMillis, Predicate<JsonObject> event) {
    this.text = text;
    this.absence = absence;
    this.withinMillis = withinMillis;
    this.event = event;
  }

  /** That such an event comes, so many milliseconds after the beginning at the latest. */
  static Expectation that(String text, long withinMillis, Predicate<JsonObject> event) {
    return new Expectation(text, false, withinMillis, event);
  }

  /** That no such event comes until then. */
  static Expectation never(String text, long untilMillis, Predicate<JsonObject> event) {
    return new Expectation(text, true, untilMillis, event);
  }

  void happened(JsonObject what, long atMillis) {
    if (seen.isEmpty() && atMillis <= withinMillis && event.test(what)) {
      seen = Optional.of(what);
      seenAtMillis = atMillis;
    }
  }

  /**
   * Whether it is as expected; empty as long as that is open.
   *
   * @param nowMillis since the beginning
   * @param over whether nothing more is taken in
   */
  Optional<Boolean> met(long nowMillis, boolean over) {
    boolean decided = seen.isPresent() || over || nowMillis > withinMillis;
    return decided ? Optional.of(seen.isPresent() != absence) : Optional.empty();
  }

  JsonObject json(long nowMillis, boolean over) {
    return new JsonObject()
        .put("expected", text)
        .put("withinMillis", withinMillis)
        .put("met", met(nowMillis, over).orElse(null))
        .put("seenAtMillis", seen.isPresent() ? seenAtMillis : null)
        .put("seen", seen.orElse(null));
  }
}
