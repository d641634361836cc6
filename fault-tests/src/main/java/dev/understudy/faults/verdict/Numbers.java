package dev.understudy.faults.verdict;

import java.util.Locale;

/** Numbers in HTML and SVG. */
final class Numbers {

  private static final double NANOS_PER_MILLI = 1e6;

  private Numbers() {}

  /** Fills in numbers with a point, whatever the country. */
  static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  static String millis(long nanos) {
    return format("%,.1f", nanos / NANOS_PER_MILLI);
  }
}
