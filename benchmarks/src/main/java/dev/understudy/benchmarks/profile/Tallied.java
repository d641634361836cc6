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

  /** The largest, each with its share of all that was added. */
  List<String> lines(int most) {
    return sums.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(
            entry ->
                String.format(
                    Locale.ROOT, "  %5.1f %%  %s", share(entry.getValue()), entry.getKey()))
        .toList();
  }

  private double share(long amount) {
    return added == 0 ? 0 : PERCENT * amount / added;
  }
}
