package dev.understudy.kubernetes.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of calls.
 *
 * @param acknowledged calls that were answered as they should be
 * @param wrong calls that were answered otherwise, since the clients began: something was lost, or
 *     took effect twice, or was refused
 * @param late calls that were not answered, whatever was tried within their deadline
 * @param slowestMillis the longest call
 * @param millis the time in which they ended
 * @param again how often something was to be sent again, by why: a status or an exception; the most
 *     frequent first
 */
record Tally(
    long acknowledged,
    long wrong,
    long late,
    long slowestMillis,
    long millis,
    Map<String, Long> again) {

  private static final double MILLIS_A_SECOND = 1_000;
  private static final String WORD = "tally";
  private static final int NUMBERS = 5;

  Tally {
    List<String> order = new ArrayList<>(again.keySet());
    Map<String, Long> counts = again;
    order.sort((a, b) -> Long.compare(counts.getOrDefault(b, 0L), counts.getOrDefault(a, 0L)));
    Map<String, Long> sorted = new LinkedHashMap<>();
    order.forEach(why -> sorted.put(why, counts.getOrDefault(why, 0L)));
    again = Collections.unmodifiableMap(sorted);
  }

  /** Reads what {@link #line} wrote. */
  static Tally of(String line) {
    List<String> words = Arrays.asList(line.split(" ", -1));
    long[] numbers = words.stream().skip(1).limit(NUMBERS).mapToLong(Long::parseLong).toArray();
    Map<String, Long> again = new LinkedHashMap<>();
    for (String word : words.subList(1 + NUMBERS, words.size())) {
      int equals = word.indexOf('=');
      again.put(word.substring(0, equals), Long.parseLong(word.substring(equals + 1)));
    }
    return new Tally(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], again);
  }

  /** One line from one process to another. */
  String line() {
    return "%s %d %d %d %d %d".formatted(WORD, acknowledged, wrong, late, slowestMillis, millis)
        + again.entrySet().stream()
            .map(why -> " " + why.getKey() + "=" + why.getValue())
            .collect(Collectors.joining());
  }

  double perSecond() {
    return acknowledged * MILLIS_A_SECOND / Math.max(1, millis);
  }

  long repeated() {
    return again.values().stream().mapToLong(Long::longValue).sum();
  }

  String text() {
    String why =
        again.entrySet().stream()
            .map(one -> one.getKey() + ": " + one.getValue())
            .collect(Collectors.joining(", "));
    return "%d requests acknowledged, %.0f a second, %d late, %d wrong; %d sent again%s, the slowest took %d ms"
        .formatted(
            acknowledged,
            perSecond(),
            late,
            wrong,
            repeated(),
            why.isEmpty() ? "" : " (" + why + ")",
            slowestMillis);
  }
}
