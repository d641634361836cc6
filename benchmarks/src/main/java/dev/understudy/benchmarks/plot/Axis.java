package dev.understudy.benchmarks.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;

/** A logarithmic axis that all of some numbers are on. */
final class Axis {

  private static final double MARGIN = 0.06;
  private static final int MOST_POWERS = 3;

  private final NavigableSet<Double> values;
  private final double low;
  private final double high;

  /**
   * An axis.
   *
   * @param values at least one, all above 0
   */
  Axis(NavigableSet<Double> values) {
    this.values = values;
    double least = Math.log(values.first());
    double most = Math.log(values.last());
    double margin = Math.max(0.1, (most - least) * MARGIN);
    low = least - margin;
    high = most + margin;
  }

  /** Where it is between the ends: 0 to 1. */
  double share(double value) {
    return (Math.log(value) - low) / (high - low);
  }

  /** The numbers themselves, where something was measured. */
  List<Double> marks() {
    return List.copyOf(values);
  }

  /** Round numbers: powers of ten, and where these are few, twice and five times as much. */
  List<Double> powers() {
    List<Double> tens = within(List.of(1.0));
    return tens.size() >= MOST_POWERS ? tens : within(List.of(1.0, 2.0, 5.0));
  }

  /** As people read it: {@code 20k}. */
  static String label(double value) {
    if (value >= 1_000_000) {
      return trimmed(value / 1_000_000) + "M";
    }
    return value >= 10_000 ? trimmed(value / 1_000) + "k" : trimmed(value);
  }

  private List<Double> within(List<Double> steps) {
    List<Double> found = new ArrayList<>();
    int first = (int) Math.floor(low / Math.log(10));
    int last = (int) Math.ceil(high / Math.log(10));
    for (int power = first; power <= last; power++) {
      for (double step : steps) {
        double value = step * Math.pow(10, power);
        if (Math.log(value) >= low && Math.log(value) <= high) {
          found.add(value);
        }
      }
    }
    return found;
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }
}
