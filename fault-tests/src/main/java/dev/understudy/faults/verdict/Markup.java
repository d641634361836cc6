package dev.understudy.faults.verdict;

import java.util.Locale;

/** Pieces of HTML and SVG. */
final class Markup {

  private static final double NANOS_PER_MILLI = 1e6;

  private Markup() {}

  /** A text as it may stand in an element or an attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Fills in numbers with a point, whatever the country. */
  static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  static String millis(long nanos) {
    return format("%,.1f", nanos / NANOS_PER_MILLI);
  }
}
