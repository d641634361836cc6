package dev.understudy.faults.verdict;

import static dev.understudy.faults.Markup.escaped;
import static dev.understudy.faults.verdict.Numbers.format;
import static dev.understudy.faults.verdict.Numbers.millis;

import dev.understudy.faults.client.Recorded;
import java.util.List;
import java.util.Map;

/** A scene as SVG: a lane or more for each client, time from left to right, faults behind. */
final class Picture {

  private static final int WIDTH = 1180;
  private static final int LEFT = 120;
  private static final int RIGHT = 20;
  private static final int LANE = 26;
  private static final int BAR = 14;
  private static final int BAND_LINE = 18;
  private static final int AXIS = 34;
  private static final int LEAST_BAR = 4;
  private static final int ROOM = 8;
  private static final int LABEL = 190;
  private static final int TICKS = 8;

  private final Scene scene;
  private final List<Recorded> offending;
  private final List<Band> bands;
  private final long start;
  private final StringBuilder svg = new StringBuilder();

  /**
   * @param offending calls that are marked, by their place in this list
   * @param start what times are counted from
   */
  Picture(Scene scene, List<Recorded> offending, List<Band> bands, long start) {
    this.scene = scene;
    this.offending = offending;
    this.bands =
        bands.stream()
            .filter(band -> band.to() >= scene.from() && band.from() <= scene.to())
            .toList();
    this.start = start;
  }

  String svg() {
    Map<String, List<Lanes.Lane>> clients = new Lanes(scene.calls(), this::room).byClient();
    int lanes = clients.values().stream().mapToInt(List::size).sum();
    int top = 8 + bands.size() * BAND_LINE;
    int bottom = top + lanes * LANE + clients.size() * 6;
    svg.append(
        format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Calls over time\">%n",
            WIDTH, bottom + AXIS));
    svg.append(
        "<defs><linearGradient id=\"open\"><stop offset=\"0\" class=\"stop\"/>"
            + "<stop offset=\"1\" class=\"stop end\"/></linearGradient></defs>\n");
    drawBands(bottom);
    drawAxis(top, bottom);
    int y = top;
    for (Map.Entry<String, List<Lanes.Lane>> client : clients.entrySet()) {
      svg.append(
          format(
              "<text class=\"lane\" x=\"%d\" y=\"%d\">%s</text>%n",
              LEFT - 12, y + LANE / 2 + 4, escaped(client.getKey())));
      for (Lanes.Lane lane : client.getValue()) {
        svg.append(
            format(
                "<line class=\"rule\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>%n",
                LEFT, WIDTH - RIGHT, y + LANE / 2, y + LANE / 2));
        for (Recorded call : lane.calls()) {
          drawCall(call, y);
        }
        y += LANE;
      }
      y += 6;
    }
    return svg.append("</svg>\n").toString();
  }

  private long room(Recorded call) {
    int width = offending.contains(call) ? LABEL : ROOM;
    return (scene.to() - scene.from()) * width / (WIDTH - LEFT - RIGHT);
  }

  private void drawBands(int bottom) {
    for (int i = 0; i < bands.size(); i++) {
      Band band = bands.get(i);
      double from = x(band.from());
      double to = x(band.to());
      int y = 4 + i * BAND_LINE;
      svg.append(
          format(
              "<rect class=\"band\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
              from, y, Math.max(1, to - from), bottom - y));
      svg.append(
          format(
              "<text class=\"fault\" x=\"%.1f\" y=\"%d\">%s</text>%n",
              from + 5, y + 12, escaped(band.what())));
    }
  }

  private void drawAxis(int top, int bottom) {
    double step = step((scene.to() - scene.from()) / (double) TICKS);
    double first = Math.ceil((scene.from() - start) / step) * step;
    for (double tick = first; tick <= scene.to() - start; tick += step) {
      double x = x(start + (long) tick);
      svg.append(
          format(
              "<line class=\"tick\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
              x, x, top, bottom + 4));
      svg.append(
          format(
              "<text class=\"time\" x=\"%.1f\" y=\"%d\">%s ms</text>%n",
              x, bottom + 20, millis((long) tick)));
    }
  }

  /** 1, 2 or 5 times a power of ten. */
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, least))));
    double times = least / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  private void drawCall(Recorded call, int lane) {
    int number = offending.indexOf(call) + 1;
    double from = x(call.from());
    double to = call.isUnknown() ? x(Math.max(call.to(), call.from())) : x(call.to());
    String kind = number > 0 ? call.outcome().text() + " offending" : call.outcome().text();
    svg.append(
        format(
            "<g class=\"call %s\"><title>%s%n%s to %s ms</title>"
                + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
            kind,
            escaped(call.toString()),
            millis(call.from() - start),
            call.isUnknown() ? "?" : millis(call.to() - start),
            from,
            lane + (LANE - BAR) / 2,
            Math.max(LEAST_BAR, to - from),
            BAR));
    if (number > 0) {
      boolean right = from + LABEL < WIDTH;
      double label = right ? Math.max(to, from + 10) + 8 : from - 16;
      svg.append(
          format(
              "<text class=\"label%s\" x=\"%.1f\" y=\"%d\">%s</text>",
              right ? "" : " left", label, lane + LANE / 2 + 4, escaped(label(call))));
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%d\" r=\"10\"/><text x=\"%.1f\" y=\"%d\">%d</text>",
              from, lane + LANE / 2, from, lane + LANE / 2 + 4, number));
    }
    svg.append("</g>\n");
  }

  /** What matters of a call, in few words. */
  private static String label(Recorded call) {
    String value = call.call().value().map(text -> " " + text).orElse("");
    String answer = call.answer().result().map(text -> " = " + text).orElse("");
    return call.kind().text() + value + (value.isEmpty() ? answer : "");
  }

  private double x(long nanos) {
    long inside = Math.max(scene.from(), Math.min(scene.to(), nanos));
    double share = (inside - scene.from()) / (double) (scene.to() - scene.from());
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }
}
