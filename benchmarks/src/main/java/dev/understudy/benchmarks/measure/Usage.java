package dev.understudy.benchmarks.measure;

import dev.understudy.app.Patience;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What processes work in some time, in processors.
 *
 * @param processes of each, by its name
 * @param threads of all processes, by what they are for
 * @param others that something else kept busy
 */
record Usage(Map<String, Double> processes, Map<String, Double> threads, double others) {

  private record Reading(long cpuNanos, ThreadTimes threads) {
    static Reading of(Child child) {
      return new Reading(child.cpuNanos(), ThreadTimes.of(child.pid()));
    }
  }

  /** Watches them for that long. */
  static Usage during(Duration length, List<Child> children) {
    Map<Child, Reading> before = readings(children);
    double busyBefore = ProcessorTime.busyNanos();
    long begun = System.nanoTime();
    Patience.pause(length);
    Map<Child, Reading> after = readings(children);
    double busy = ProcessorTime.busyNanos() - busyBefore;
    double nanos = System.nanoTime() - begun;
    Map<String, Double> processes = new TreeMap<>();
    Map<String, Double> threads = new TreeMap<>();
    for (Child child : children) {
      Reading then = reading(before, child);
      Reading now = reading(after, child);
      processes.put(child.name(), (now.cpuNanos() - then.cpuNanos()) / nanos);
      now.threads()
          .since(then.threads())
          .forEach((kind, worked) -> threads.merge(kind, worked / nanos, Double::sum));
    }
    double own = sum(processes);
    return new Usage(processes, threads, Math.max(0, busy / nanos - own));
  }

  /** Of all processes. */
  double cores() {
    return sum(processes);
  }

  double compilers() {
    return threads.getOrDefault(ThreadTimes.COMPILERS, 0.0);
  }

  /** {@code coresByProcess} and {@code coresByThreads}. */
  JsonObject toJson() {
    return new JsonObject()
        .put("coresByProcess", rounded(processes))
        .put("coresByThreads", rounded(threads));
  }

  private static JsonObject rounded(Map<String, Double> cores) {
    JsonObject json = new JsonObject();
    cores.forEach((name, number) -> json.put(name, Math.round(number * 10_000) / 10_000.0));
    return json;
  }

  private static double sum(Map<String, Double> cores) {
    return cores.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static Map<Child, Reading> readings(List<Child> children) {
    Map<Child, Reading> readings = new java.util.LinkedHashMap<>();
    children.forEach(child -> readings.put(child, Reading.of(child)));
    return readings;
  }

  private static Reading reading(Map<Child, Reading> readings, Child child) {
    Reading reading = readings.get(child);
    return reading == null ? Reading.of(child) : reading;
  }
}
