package dev.understudy.app.events;

import java.time.Duration;
import java.util.Optional;

/**
 * One server-sent event.
 *
 * @param name {@code message} where it has none
 * @param id its id, if it has one
 * @param data its lines of data
 */
record ServerSentEvent(String name, Optional<String> id, String data) {

  private static final String MESSAGE = "message";

  /**
   * Reads the next event that has data.
   *
   * @return empty if the stream ended, or nothing at all came for so long
   */
  static Optional<ServerSentEvent> read(Lines lines, Duration silence) {
    String name = MESSAGE;
    Optional<String> id = Optional.empty();
    StringBuilder data = new StringBuilder();
    Optional<String> line = lines.next(silence);
    while (line.isPresent()) {
      String text = line.get();
      if (text.isEmpty() && !data.isEmpty()) {
        return Optional.of(new ServerSentEvent(name, id, data.toString()));
      } else if (text.isEmpty()) {
        name = MESSAGE;
      } else if (text.startsWith("event:")) {
        name = value(text);
      } else if (text.startsWith("id:")) {
        id = Optional.of(value(text));
      } else if (text.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(text));
      }
      line = lines.next(silence);
    }
    return Optional.empty();
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).stripLeading();
  }
}
