package dev.understudy.group;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened, and what explains it.
 *
 * @param details in the order in which a person reads them; values are text, numbers or truth
 *     values
 */
public record Event(
    EventType type, String group, ServerId server, Epoch epoch, Map<String, Object> details) {

  public Event {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public static Event of(EventType type, String group, ServerId server, Epoch epoch) {
    return new Event(type, group, server, epoch, Collections.emptyMap());
  }

  /** The event with one more detail. */
  public Event with(String name, String value) {
    return extended(name, value);
  }

  public Event with(String name, long value) {
    return extended(name, value);
  }

  public Event with(String name, boolean value) {
    return extended(name, value);
  }

  private Event extended(String name, Object value) {
    Map<String, Object> extended = new LinkedHashMap<>(details);
    extended.put(name, value);
    return new Event(type, group, server, epoch, extended);
  }
}
