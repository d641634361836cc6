package dev.understudy.benchmarks.plot;

import dev.understudy.benchmarks.plot.Series.Point;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Lines over two logarithmic axes, as SVG: what doubles is as far away everywhere, and what grows
 * in step with x is a straight line.
 */
record Chart(String title, String x, String y, List<Series> series) {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 78;
  private static final int RIGHT = 170;
  private static final int TOP = 44;
  private static final int BOTTOM = 52;
  private static final List<String> COLOURS =
      List.of("#1f77b4", "#d95f02", "#2a9d57", "#9467bd", "#c0392b", "#7f7f7f", "#b8860b");

  Chart {
    series = List.copyOf(series);
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' role='img'"
                + " font-family='sans-serif' font-size='12'>%n<title>%s</title>%n"
                + "<rect width='%d' height='%d' fill='#ffffff'/>%n"
                + "<text x='%d' y='24' font-size='15' font-weight='bold'>%s</text>%n",
            WIDTH, HEIGHT, title, WIDTH, HEIGHT, LEFT, title));
    Axis across = axis(Point::x);
    Axis up = axis(Point::y);
    across.marks().forEach(mark -> svg.append(column(across, mark)));
    up.powers().forEach(mark -> svg.append(row(up, mark)));
    svg.append(
        text(
            "<text x='%d' y='%d' text-anchor='middle'>%s</text>%n"
                + "<text transform='translate(16 %d) rotate(-90)' text-anchor='middle'>%s</text>%n",
            (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x, (TOP + HEIGHT - BOTTOM) / 2, y));
    for (int i = 0; i < series.size(); i++) {
      svg.append(line(series.get(i), i, across, up));
    }
    return svg.append(String.format(Locale.ROOT, "</svg>%n")).toString();
  }

  private Axis axis(ToDoubleFunction<Point> number) {
    TreeSet<Double> values = new TreeSet<>();
    series.forEach(one -> one.points().forEach(point -> values.add(number.applyAsDouble(point))));
    return new Axis(values);
  }

  private static String column(Axis axis, double mark) {
    double at = across(axis, mark);
    return text(
        "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#dddddd'/>%n"
            + "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>%n",
        at, at, TOP, HEIGHT - BOTTOM, at, HEIGHT - BOTTOM + 18, Axis.label(mark));
  }

  private static String row(Axis axis, double mark) {
    double at = up(axis, mark);
    return text(
        "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#dddddd'/>%n"
            + "<text x='%d' y='%.1f' text-anchor='end'>%s</text>%n",
        LEFT, WIDTH - RIGHT, at, at, LEFT - 6, at + 4, Axis.label(mark));
  }

  private static String line(Series series, int number, Axis across, Axis up) {
    String colour = COLOURS.get(number % COLOURS.size());
    StringBuilder places = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (Point point : series.points()) {
      double x = across(across, point.x());
      double y = up(up, point.y());
      places.append(text("%.1f,%.1f ", x, y));
      dots.append(
          text(
              "<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s'><title>%s: %s</title></circle>%n",
              x, y, colour, series.name(), Axis.label(point.y())));
    }
    int key = TOP + 12 + 22 * number;
    return text(
            "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>%n",
            places.toString().strip(), colour)
        + dots
        + text(
            "<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='%s' stroke-width='3'/>%n"
                + "<text x='%d' y='%d'>%s</text>%n",
            WIDTH - RIGHT + 14,
            WIDTH - RIGHT + 32,
            key,
            key,
            colour,
            WIDTH - RIGHT + 38,
            key + 4,
            series.name());
  }

  private static double across(Axis axis, double value) {
    return LEFT + axis.share(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double up(Axis axis, double value) {
    return HEIGHT - BOTTOM - axis.share(value) * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
