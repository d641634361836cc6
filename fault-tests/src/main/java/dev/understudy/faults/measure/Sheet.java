package dev.understudy.faults.measure;

import dev.understudy.faults.report.Statistic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table that people can read as it is, and put into a document as it is. */
final class Sheet {

  /** What stands where nothing is known. */
  static final String NONE = "-";

  private static final double NANOS_A_MILLI = 1_000_000;
  private static final double MILLIS_A_SECOND = 1_000;

  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Sheet(String title, String... heading) {
    this.title = title;
    rows.add(List.of(heading));
  }

  /** A row; as many cells as the heading has. */
  Sheet row(Object... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(cells.length + " cells under " + rows.get(0));
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /** A row of a figure of several times: the middle one, the worst, and how many are known. */
  Sheet taken(String name, Stream<OptionalLong> nanos) {
    List<OptionalLong> all = nanos.toList();
    Optional<Statistic> statistic = Statistic.of(all.stream().flatMapToLong(OptionalLong::stream));
    return row(
        name,
        statistic.map(known -> millis(known.medianNanos())).orElse(NONE),
        statistic.map(known -> millis(known.worstNanos())).orElse(NONE),
        all.stream().filter(OptionalLong::isPresent).count() + " of " + all.size());
  }

  /** A row of a number of several times: the middle one, the most, and how many there are. */
  Sheet counted(String name, IntStream counts) {
    int[] all = counts.sorted().toArray();
    int last = all.length - 1;
    return row(name, all[last / 2], all[last], all.length + " of " + all.length);
  }

  /** The title, an empty line, the heading, a rule, the rows. */
  List<String> lines() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>(List.of(title, ""));
    for (List<String> row : rows) {
      lines.add(line(row, widths, " "));
      if (lines.size() == 3) {
        lines.add(line(rows.get(0).stream().map(cell -> "").toList(), widths, "-"));
      }
    }
    return lines;
  }

  /** Whole milliseconds. */
  static String millis(OptionalLong nanos) {
    return nanos.isPresent() ? millis(nanos.getAsLong()) : NONE;
  }

  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%,.0f", nanos / NANOS_A_MILLI);
  }

  /** Milliseconds, to the tenth. */
  static String fineMillis(OptionalLong nanos) {
    return nanos.isPresent()
        ? String.format(Locale.ROOT, "%,.1f", nanos.getAsLong() / NANOS_A_MILLI)
        : NONE;
  }

  /** Seconds, to the tenth. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_A_MILLI / MILLIS_A_SECOND);
  }

  private static String line(List<String> row, int[] widths, String filling) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      line.append(filling).append(cell);
      line.append(filling.repeat(widths[i] - cell.length() + 1)).append('|');
    }
    return line.toString();
  }
}
