package dev.understudy.benchmarks.report;

import java.util.Locale;

/**
 * One number that an experiment found.
 *
 * @param field its name in the JSON, with its unit
 * @param label what people read
 * @param format how they read it: a format of one number
 */
public record Finding(String field, String label, double value, String format) {

  private static final double THOUSANDTHS = 1_000;

  /** A duration. */
  public static Finding millis(String field, String label, double value) {
    return new Finding(field, label, value, "%,.0f ms");
  }

  /** A number of things. */
  public static Finding count(String field, String label, double value) {
    return new Finding(field, label, value, "%,.0f");
  }

  /** Likewise. */
  public static Finding count(String field, String label, long value) {
    return count(field, label, (double) value);
  }

  /** Things a second. */
  public static Finding perSecond(String field, String label, double value) {
    return new Finding(field, label, value, "%,.0f/s");
  }

  /** A share of one processor; 1 is all of it. */
  public static Finding cores(String field, String label, double value) {
    return new Finding(field, label, value, "%.3f processors");
  }

  /** How often one number is in another. */
  public static Finding ratio(String field, String label, double value) {
    return new Finding(field, label, value, "%.2f");
  }

  /** Bytes of memory. */
  public static Finding mebibytes(String field, String label, double value) {
    return new Finding(field, label, value, "%,.0f MiB");
  }

  /** To a thousandth; without a fraction where it has none. */
  Number rounded() {
    double rounded = Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    long whole = Math.round(rounded);
    return rounded == whole ? (Number) whole : (Number) rounded;
  }

  String line() {
    return String.format(Locale.ROOT, "  %-58s ", label)
        + String.format(Locale.ROOT, format, value);
  }
}
