package dev.understudy.benchmarks.plot;

import dev.understudy.benchmarks.plot.Bars.Bar;
import dev.understudy.benchmarks.plot.Series.Point;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The plots that can be drawn of results, as {@code --json} writes them. */
public final class Plots {

  private static final String COST = "processor ms per 1,000 writes";
  private static final int SMALL = 64;
  private static final double PERCENT = 100;

  /** A picture, and the name of its file. */
  public record Drawn(String file, String svg) {}

  private final JsonObject results;
  private final List<Drawn> drawn = new ArrayList<>();

  private Plots(JsonObject results) {
    this.results = results;
  }

  /** Those for which there is something to see. */
  public static List<Drawn> of(JsonObject results) {
    Plots plots = new Plots(results);
    plots.throughput();
    plots.growth();
    plots.scale();
    return List.copyOf(plots.drawn);
  }

  /** Writes by depth, beside the bus and the map. */
  private void throughput() {
    List<JsonObject> writes =
        objects(results.getJsonArray("cases", new JsonArray())).stream()
            .filter(one -> one.getInteger("payloadBytes") == SMALL && one.getInteger("depth") > 0)
            .toList();
    Predicate<JsonObject> consistent = is("write", "consistent");
    add(
        "throughput.svg",
        new Chart(
            "Requests per second, 64 bytes",
            "in flight",
            "requests per second",
            nonEmpty(
                List.of(
                    series("write, CONSISTENT", writes, consistent, "perSecond"),
                    series("write, AVAILABLE", writes, is("write", "available"), "perSecond"),
                    series("linearizable read", writes, is("read", "consistent"), "perSecond"),
                    series("event bus alone", writes, consistent, "baselinePerSecond"),
                    series("AsyncMap put", writes, consistent, "mapPerSecond")))));
  }

  /** What a write costs, by servers, payload and depth. */
  private void growth() {
    List<JsonObject> points =
        objects(
            results
                .getJsonObject("growth", new JsonObject())
                .getJsonArray("points", new JsonArray()));
    List<Series> bySize = new ArrayList<>();
    for (int depth : List.of(16, 128, 1_024)) {
      bySize.add(
          costs(
              String.format(Locale.ROOT, "%,d in flight", depth),
              points,
              "servers",
              one -> one.getInteger("depth") == depth && one.getInteger("payloadBytes") == SMALL));
    }
    add("cost-servers.svg", new Chart("Cost by servers", "servers", COST, nonEmpty(bySize)));
    int servers = points.isEmpty() ? 0 : points.get(0).getInteger("servers");
    List<JsonObject> first =
        points.stream().filter(one -> one.getInteger("servers") == servers).toList();
    Series byPayload =
        costs(servers + " servers", first, "payloadBytes", one -> one.getInteger("depth") == 128);
    add(
        "cost-payload.svg",
        new Chart("Cost by payload, 128 in flight", "bytes", COST, nonEmpty(List.of(byPayload))));
    Series byDepth =
        costs(servers + " servers", first, "depth", one -> one.getInteger("payloadBytes") == SMALL);
    add(
        "cost-depth.svg",
        new Chart("Cost by depth, 64 bytes", "in flight", COST, nonEmpty(List.of(byDepth))));
  }

  /** Who works while groups are idle. */
  private void scale() {
    JsonObject scale = results.getJsonObject("scale", new JsonObject());
    List<Bar> bars = new ArrayList<>();
    for (String part : List.of("coresByProcess", "coresByThreads")) {
      JsonObject cores = scale.getJsonObject(part, new JsonObject());
      cores.fieldNames().stream()
          .sorted()
          .forEach(name -> bars.add(new Bar(name, PERCENT * cores.getDouble(name))));
    }
    if (!bars.isEmpty()) {
      String title =
          String.format(
              Locale.ROOT, "%,d idle groups: %% of one processor", scale.getInteger("groups"));
      drawn.add(new Drawn("scale.svg", new Bars(title, "%", bars).svg()));
    }
  }

  private void add(String file, Chart chart) {
    if (!chart.series().isEmpty()) {
      drawn.add(new Drawn(file, chart.svg()));
    }
  }

  private static Series series(
      String name, List<JsonObject> cases, Predicate<JsonObject> chosen, String field) {
    return series(name, cases, "depth", chosen.and(one -> one.containsKey(field)), field);
  }

  private static Series costs(
      String name, List<JsonObject> points, String x, Predicate<JsonObject> chosen) {
    return series(name, points, x, chosen, "cpuMillisPerThousand");
  }

  private static Series series(
      String name, List<JsonObject> all, String x, Predicate<JsonObject> chosen, String y) {
    List<Point> points =
        all.stream()
            .filter(chosen)
            .map(one -> new Point(one.getDouble(x), one.getDouble(y)))
            .sorted(Comparator.comparingDouble(Point::x))
            .toList();
    return new Series(name, points);
  }

  private static List<Series> nonEmpty(List<Series> series) {
    return series.stream().filter(one -> !one.points().isEmpty()).toList();
  }

  private static Predicate<JsonObject> is(String operation, String mode) {
    return one ->
        operation.equals(one.getString("operation")) && mode.equals(one.getString("mode"));
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
