package dev.understudy.faults.report;

/** Nanoseconds as milliseconds. */
public final class Millis {

  private static final double NANOS_A_MICRO = 1_000;
  private static final double MICROS_A_MILLI = 1_000;

  private Millis() {}

  /** To the microsecond. */
  public static double of(long nanos) {
    return Math.round(nanos / NANOS_A_MICRO) / MICROS_A_MILLI;
  }
}
