package dev.understudy.monitor.stream;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Where a stream begins.
 *
 * @param place the events after that number are sent
 * @param gap what a reader has to be told that missed something
 */
record Start(long place, Optional<JsonObject> gap) {

  /** With what happens from now on. */
  static Start now(EventBuffer buffer) {
    return new Start(buffer.last(), Optional.empty());
  }

  /** With all that is kept. */
  static Start first(EventBuffer buffer) {
    return new Start(buffer.first() - 1, Optional.empty());
  }

  /** After what a reader has seen. */
  static Start after(EventId seen, EventBuffer buffer) {
    if (!seen.life().equals(buffer.life()) || seen.number() > buffer.last()) {
      JsonObject gap =
          new JsonObject()
              .put("reason", "this gateway, or this life of it, has another stream")
              .putNull("missed");
      return new Start(buffer.first() - 1, Optional.of(gap));
    }
    long missed = buffer.first() - 1 - seen.number();
    if (missed > 0) {
      JsonObject gap =
          new JsonObject().put("reason", "so many events are kept no longer").put("missed", missed);
      return new Start(buffer.first() - 1, Optional.of(gap));
    }
    return new Start(seen.number(), Optional.empty());
  }
}
