package dev.understudy.benchmarks.measure;

import dev.understudy.app.bench.Operation;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Finding;
import dev.understudy.benchmarks.report.Findings;
import dev.understudy.benchmarks.report.Medians;
import dev.understudy.benchmarks.report.Window;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a write costs all processes together in groups of different size, with different payloads
 * and with different numbers in flight.
 */
final class GrowthExperiment {

  private static final Mode MODE = Mode.CONSISTENT;
  private static final int SMALL = 64;
  private static final List<Shape> DEPTHS =
      List.of(Shape.ofDepth(16, SMALL), Shape.ofDepth(128, SMALL), Shape.ofDepth(1_024, SMALL));
  private static final List<Shape> PAYLOADS =
      List.of(Shape.ofDepth(128, 16 * SMALL), Shape.ofDepth(128, 256 * SMALL));
  private static final int ROUNDS = 3;
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofSeconds(45);

  /** One point of the plot. */
  private record Point(int servers, Shape shape, Medians medians) {

    double cpuMillis() {
      return medians.of(Window::cpuMillis);
    }

    JsonObject toJson() {
      return new JsonObject()
          .put("servers", servers)
          .put("depth", shape.depth())
          .put("payloadBytes", shape.payloadBytes())
          .put("perSecond", Math.round(medians.of(Window::perSecond)))
          .put("p50Micros", Math.round(medians.of(Window::p50Micros)))
          .put("cpuMillisPerThousand", Math.round(cpuMillis() * 1_000) / 1_000.0)
          .put("compilingCores", Math.round(medians.of(Window::compilingCores) * 1_000) / 1_000.0)
          .put("otherCores", Math.round(medians.of(Window::otherCores) * 1_000) / 1_000.0);
    }
  }

  private final Consumer<String> progress;
  private final List<Point> points = new ArrayList<>();

  GrowthExperiment(Consumer<String> progress) {
    this.progress = progress;
  }

  /** One size, with a new cluster; the first one with the longer payloads, too. */
  void measure(Cluster cluster, int servers) {
    List<Shape> shapes = new ArrayList<>(DEPTHS);
    if (points.isEmpty()) {
      shapes.addAll(PAYLOADS);
    }
    cluster.start();
    Client client = Client.of(cluster);
    new WarmUp(cluster, client, progress)
        .run(shapes.stream().map(GrowthExperiment::write).toList(), WARM_UP);
    Measurement measurement = new Measurement(cluster, client);
    Map<Shape, List<Window>> windows = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Shape shape : shapes) {
        windows
            .computeIfAbsent(shape, first -> new ArrayList<>())
            .add(measurement.measure(write(shape), WINDOW));
      }
    }
    windows.forEach((shape, all) -> add(new Point(servers, shape, new Medians(all))));
    Audit.of(cluster, MODE).required();
  }

  Findings findings() {
    List<Finding> numbers = new ArrayList<>();
    JsonArray all = new JsonArray();
    for (Point point : points) {
      all.add(point.toJson());
      numbers.add(
          new Finding(
              name(point),
              point.servers() + " servers, " + point.shape() + ", ms of processors per 1,000",
              point.cpuMillis(),
              "%.2f"));
    }
    return new Findings(
        "growth", "What a write costs all processes", numbers, new JsonObject().put("points", all));
  }

  private static String name(Point point) {
    return "cpuMillis"
        + point.servers()
        + "x"
        + point.shape().depth()
        + "x"
        + point.shape().payloadBytes();
  }

  private void add(Point point) {
    points.add(point);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d servers, %s: %.2f ms of processors per 1,000 writes",
            point.servers(),
            point.shape(),
            point.cpuMillis()));
  }

  private static Load write(Shape shape) {
    return new Load.Group(new Case(Operation.WRITE, MODE, shape));
  }
}
