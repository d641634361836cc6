package dev.understudy.faults.measure;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A line of a log that begins with its time.
 *
 * @param millis since 1970
 * @param text what follows the time
 */
record LogLine(long millis, String text) {

  /** As the JVM writes the offset of a time zone: without a colon. */
  private static final DateTimeFormatter JVM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

  /** Empty if it begins with something else. */
  static Optional<LogLine> of(String line) {
    int end = line.indexOf(' ');
    if (line.startsWith("[")) {
      end = line.indexOf(']');
      return end < 0 ? Optional.empty() : of(line.substring(1, end), line.substring(end + 1), JVM);
    }
    return end < 0
        ? Optional.empty()
        : of(line.substring(0, end), line.substring(end), DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static Optional<LogLine> of(String time, String text, DateTimeFormatter format) {
    try {
      long millis = OffsetDateTime.parse(time, format).toInstant().toEpochMilli();
      return Optional.of(new LogLine(millis, text.strip()));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
