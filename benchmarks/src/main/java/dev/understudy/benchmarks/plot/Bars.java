package dev.understudy.benchmarks.plot;

import java.util.List;
import java.util.Locale;

/** A number each, as bars from the left, as SVG. */
record Bars(String title, String unit, List<Bar> bars) {

  private static final int WIDTH = 720;
  private static final int LEFT = 190;
  private static final int RIGHT = 90;
  private static final int TOP = 44;
  private static final int STEP = 26;
  private static final int THICK = 16;

  Bars {
    bars = List.copyOf(bars);
  }

  /** One of them. */
  record Bar(String name, double value) {}

  String svg() {
    int height = TOP + STEP * bars.size() + 14;
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    StringBuilder svg =
        new StringBuilder(
            text(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
                    + " font-family='sans-serif' font-size='12'>%n<title>%s</title>%n"
                    + "<rect width='%d' height='%d' fill='#ffffff'/>%n"
                    + "<text x='16' y='24' font-size='15' font-weight='bold'>%s</text>%n",
                WIDTH, height, title, WIDTH, height, title));
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      int y = TOP + STEP * i;
      double length = most == 0 ? 0 : bar.value() / most * (WIDTH - LEFT - RIGHT);
      svg.append(
          text(
              "<text x='%d' y='%d' text-anchor='end'>%s</text>%n"
                  + "<rect x='%d' y='%d' width='%.1f' height='%d' fill='#1f77b4'/>%n"
                  + "<text x='%.1f' y='%d'>%s %s</text>%n",
              LEFT - 8,
              y + 13,
              bar.name(),
              LEFT,
              y,
              length,
              THICK,
              LEFT + length + 6,
              y + 13,
              Axis.label(bar.value()),
              unit));
    }
    return svg.append(text("</svg>%n")).toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
