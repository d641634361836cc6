package dev.understudy.wire;

import dev.understudy.group.Event;
import io.vertx.core.json.JsonObject;

/** Events as they are published on {@link Addresses#EVENTS}. */
public final class EventJson {

  private EventJson() {}

  /**
   * The event as {@code {"type","group","server","epoch","time"}} and its details. {@code server}
   * is a number and {@code epoch} a text like {@code "5/1"}; null where the event has none.
   *
   * @param timeMillis when it happened, in milliseconds since 1970
   */
  public static JsonObject of(Event event, long timeMillis) {
    JsonObject json =
        new JsonObject()
            .put("type", event.type().text())
            .put("group", event.group())
            .put("server", event.server().isNone() ? null : event.server().number())
            .put("epoch", event.epoch().isNone() ? null : event.epoch().toString())
            .put("time", timeMillis);
    event
        .details()
        .forEach(
            (name, value) -> {
              if (!json.containsKey(name)) {
                json.put(name, value);
              }
            });
    return json;
  }
}
