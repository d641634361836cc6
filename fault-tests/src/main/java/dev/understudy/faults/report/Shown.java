package dev.understudy.faults.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.OptionalLong;

/** Numbers as people read them. */
final class Shown {

  /** What stands where nothing is known, or nothing was seen. */
  static final String NONE = "\u2013";

  private static final char THIN_SPACE = '\u202f';
  private static final long NANOS_A_MILLI = 1_000_000;
  private static final long FINE = 10 * NANOS_A_MILLI;
  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final long SECONDS_A_MINUTE = 60;

  private Shown() {}

  /** Milliseconds, without their unit; tenths where there are less than ten. */
  static String millis(long nanos) {
    String pattern = nanos != 0 && nanos < FINE ? "0.0" : "#,##0";
    return format(pattern, (double) nanos / NANOS_A_MILLI);
  }

  static String millis(OptionalLong nanos) {
    return nanos.isPresent() ? millis(nanos.getAsLong()) : NONE;
  }

  static String count(long count) {
    return format("#,##0", (double) count);
  }

  static String count(OptionalLong count) {
    return count.isPresent() ? count(count.getAsLong()) : NONE;
  }

  /** Seconds, with their unit, to the hundredth. */
  static String seconds(long nanos) {
    return format("#,##0.00", (double) nanos / NANOS_A_SECOND) + " s";
  }

  /** Minutes and seconds. */
  static String duration(long nanos) {
    long seconds = Math.round((double) nanos / NANOS_A_SECOND);
    return seconds < SECONDS_A_MINUTE
        ? seconds + " s"
        : seconds / SECONDS_A_MINUTE + " min " + seconds % SECONDS_A_MINUTE + " s";
  }

  /** A number of things: one run, two runs. */
  static String things(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  private static String format(String pattern, double number) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator(THIN_SPACE);
    return new DecimalFormat(pattern, symbols).format(number);
  }
}
