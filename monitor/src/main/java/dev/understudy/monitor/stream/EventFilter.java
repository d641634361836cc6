package dev.understudy.monitor.stream;

import dev.understudy.group.EventType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events a reader wants.
 *
 * @param group those of one group, or of all
 * @param types names of types; none for all
 */
public record EventFilter(Optional<String> group, Set<String> types) {

  /** All events. */
  public static final EventFilter ALL = new EventFilter(Optional.empty(), Set.of());

  public EventFilter {
    types = Set.copyOf(types);
  }

  /**
   * The types of this list, separated by commas.
   *
   * @throws IllegalArgumentException if one does not exist
   */
  public static Set<String> types(String list) {
    Set<String> known =
        EnumSet.allOf(EventType.class).stream().map(EventType::text).collect(Collectors.toSet());
    Set<String> types = Arrays.stream(list.split(",", -1)).collect(Collectors.toSet());
    if (!known.containsAll(types)) {
      throw new IllegalArgumentException("types has to be names of events, separated by commas");
    }
    return types;
  }

  boolean admits(EventBuffer.Kept event) {
    return (group.isEmpty() || group.get().equals(event.group()))
        && (types.isEmpty() || types.contains(event.type()));
  }
}
