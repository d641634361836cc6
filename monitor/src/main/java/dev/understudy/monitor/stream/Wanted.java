package dev.understudy.monitor.stream;

import java.util.Optional;

/**
 * What a reader wants of a stream.
 *
 * @param filter which events
 * @param seen the last event that it has seen
 * @param everything whether it gets all that is kept, if it has not seen any
 * @param untilNow whether its stream ends with what is kept when it begins
 */
public record Wanted(
    EventFilter filter, Optional<EventId> seen, boolean everything, boolean untilNow) {

  /** What happens from now on. */
  public static Wanted fromNow(EventFilter filter) {
    return new Wanted(filter, Optional.empty(), false, false);
  }
}
