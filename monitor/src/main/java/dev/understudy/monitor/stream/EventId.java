package dev.understudy.monitor.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of an event in the stream of one gateway: {@code 5f3a9c01-42}.
 *
 * @param life of the gateway: events of another one, or from before a restart, have other places
 * @param number counts the events that the gateway heard, from 1 on; 0 is before the first
 */
public record EventId(String life, long number) {

  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{1,16})-([0-9]{1,18})");

  /**
   * The place that this is.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static EventId parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Last-Event-ID has to be an id of this event stream");
    }
    return new EventId(matcher.group(1), Long.parseLong(matcher.group(2)));
  }

  @Override
  public String toString() {
    return life + "-" + number;
  }
}
