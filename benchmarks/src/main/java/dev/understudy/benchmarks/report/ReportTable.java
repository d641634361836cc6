package dev.understudy.benchmarks.report;

import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Window.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results for people: one line a case, in columns. */
public final class ReportTable {

  private static final String GAP = "  ";
  private static final int TEXT_COLUMNS = 2;

  private static final List<String> HEADING =
      List.of(
          "OPERATION",
          "MODE",
          "DEPTH",
          "BYTES",
          "BUS/S",
          "GROUP/S",
          "RATIO",
          "OF TWO",
          "MAP/S",
          "BUS P50",
          "P50",
          "BUS P99",
          "P99",
          "P99.9",
          "CPU",
          "MASTER B",
          "GC MS");

  private ReportTable() {}

  /** The table, and what its columns mean. */
  public static List<String> lines(Report report) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADING));
    report.cases().forEach(one -> rows.add(row(one)));
    List<String> lines = new ArrayList<>();
    lines.add(report.machine());
    lines.add("");
    lines.addAll(aligned(rows));
    lines.add("");
    lines.add(
        "BUS: request and reply on the event bus, nothing replicated. MAP: AsyncMap, 3 copies.");
    lines.add(
        "RATIO: group to bus, calls per second; OF TWO: to a bus with two receivers. P50, P99,");
    lines.add("P99.9: microseconds. CPU: processor time of all processes per call, to the bus's.");
    lines.add(
        "MASTER B: bytes that the master allocates per call. GC MS: the longest pause of its");
    lines.add("garbage collector. Medians of all rounds.");
    return lines;
  }

  private static List<String> row(CaseResult one) {
    Medians bus = one.baseline();
    Medians group = one.group();
    return List.of(
        one.measured().operation().toString(),
        one.measured().modeText(),
        depth(one.measured().shape()),
        String.valueOf(one.measured().shape().payloadBytes()),
        whole(bus.of(Window::perSecond)),
        whole(group.of(Window::perSecond)),
        fraction(one.ratio()),
        one.twoReceivers().map(two -> fraction(one.ratioTo(two))).orElse("-"),
        one.map().map(map -> whole(map.of(Window::perSecond))).orElse("-"),
        whole(bus.of(Window::p50Micros)),
        whole(group.of(Window::p50Micros)),
        whole(bus.of(Window::p99Micros)),
        whole(group.of(Window::p99Micros)),
        whole(group.of(Window::p999Micros)),
        fraction(one.ratio(Window::cpuMillis)),
        whole(group.of(Window::server, Cost::allocatedBytes)),
        whole(group.longestPauseMillis()));
  }

  private static String depth(Shape shape) {
    return shape.ratePerSecond() == 0
        ? String.valueOf(shape.depth())
        : shape.ratePerSecond() + "/s";
  }

  private static List<String> aligned(List<List<String>> rows) {
    int[] widths = new int[HEADING.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = row.get(i);
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i < TEXT_COLUMNS ? cell + space : space + cell).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  private static String fraction(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
