package dev.understudy.monitor;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.wire.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.EncodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears the events of the cluster. Anybody may publish there: what is no event goes no further. */
final class EventFeed {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final int LONGEST_TYPE = 64;

  /** The end of the year 9999, UTC: later times have no four digits. */
  private static final long LATEST_MILLIS = 253_402_300_799_999L;

  /** Is told each event. */
  interface Listener {

    /**
     * An event.
     *
     * @param group a possible name
     * @param type in lower case; a later version may have types that this one does not know
     * @param text the event on one line
     */
    void happened(String group, String type, JsonObject event, String text);
  }

  private final List<Listener> listeners = new ArrayList<>();
  private long dropped;

  void add(Listener listener) {
    listeners.add(listener);
  }

  Future<Void> start(Vertx vertx) {
    return vertx.eventBus().consumer(Addresses.EVENTS, this::hear).completion();
  }

  private void hear(Message<Object> message) {
    if (message.body() instanceof JsonObject event
        && event.getValue("group") instanceof String group
        && event.getValue("type") instanceof String type
        && GroupConfiguration.isName(group)
        && type.length() <= LONGEST_TYPE
        && type.matches("[a-z-]+")
        && isTime(event.getValue("time"))) {
      pass(group, type, event);
    } else {
      drop("it names no group, type and time");
    }
  }

  /** Milliseconds since 1970. */
  private static boolean isTime(@Nullable Object value) {
    return (value instanceof Long || value instanceof Integer)
        && ((Number) value).longValue() >= 0
        && ((Number) value).longValue() <= LATEST_MILLIS;
  }

  private void pass(String group, String type, JsonObject event) {
    try {
      String text = event.encode();
      listeners.forEach(listener -> listener.happened(group, type, event, text));
    } catch (EncodeException e) {
      drop("it cannot be written as JSON");
    }
  }

  private void drop(String why) {
    if (dropped++ == 0) {
      LOG.warn("dropped what was published as an event: {}; further ones are only counted", why);
    }
  }
}
