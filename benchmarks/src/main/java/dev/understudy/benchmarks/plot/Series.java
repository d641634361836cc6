package dev.understudy.benchmarks.plot;

import java.util.List;

/** Points that belong together, from left to right. */
record Series(String name, List<Point> points) {

  Series {
    points = List.copyOf(points);
  }

  /** Where something was measured, and what. */
  record Point(double x, double y) {}
}
