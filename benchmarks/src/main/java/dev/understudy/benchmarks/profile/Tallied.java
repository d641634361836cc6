package dev.understudy.benchmarks.profile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sums by name. */
final class Tallied {

  private static final double PERCENT = 100;

  private final Map<String, Long> sums = new LinkedHashMap<>();
  private long added;

  void add(String name, long amount) {
    sums.merge(name, amount, Long::sum);
    added += amount;
  }

  /** All that was added. */
  long added() {
    return added;
  }

  /** The largest, each with its share of {@code whole}. */
  List<String> lines(int most, long whole) {
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "  %5.1f %%  %s", share(entry.getValue(), whole), entry.getKey()))
        .toList();
  }

  private static double share(long amount, long whole) {
    return whole == 0 ? 0 : PERCENT * amount / whole;
  }
}
