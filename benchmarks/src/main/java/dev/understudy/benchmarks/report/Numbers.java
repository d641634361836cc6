package dev.understudy.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** Of several numbers, the one that stands for all. */
public final class Numbers {

  private Numbers() {}

  public static double median(Collection<Double> values) {
    return median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  public static double most(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  public static double least(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
