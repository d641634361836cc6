package dev.understudy.benchmarks.measure;

import dev.understudy.benchmarks.report.Window.Cost;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What processes have used up to a moment, and the machine with them. */
record Snapshot(Map<Child, Usage> usages, double busyNanos) {

  private static final double MILLI = 1_000_000;
  private static final double THOUSAND = 1_000;

  /** The pauses are those since the snapshot before. */
  private record Usage(long cpuNanos, JsonObject figures) {
    long allocatedBytes() {
      return figures.getLong("allocatedBytes");
    }

    long compileMillis() {
      return figures.getLong("compileMillis");
    }
  }

  static Snapshot of(Collection<Child> children) {
    Map<Child, Usage> usages = new LinkedHashMap<>();
    for (Child child : children) {
      JsonObject figures = child.order("figures");
      usages.put(child, new Usage(child.cpuNanos(), figures));
    }
    return new Snapshot(usages, ProcessorTime.busyNanos());
  }

  /** What these spent since {@code before}, on average, per call. */
  Cost cost(Snapshot before, List<Child> children, long calls) {
    double allocated = 0;
    double cpuNanos = 0;
    double pauses = 0;
    double pauseMillis = 0;
    double longest = 0;
    for (Child child : children) {
      Usage now = usage(child);
      Usage then = before.usage(child);
      allocated += now.allocatedBytes() - then.allocatedBytes();
      cpuNanos += now.cpuNanos - then.cpuNanos;
      pauses += now.figures.getLong("pauses");
      pauseMillis += now.figures.getLong("pauseMillis");
      longest = Math.max(longest, now.figures.getLong("longestPauseMillis"));
    }
    int processes = Math.max(1, children.size());
    return new Cost(
        allocated / processes / Math.max(1, calls),
        cpuNanos / MILLI / processes / calls(calls),
        pauses / processes,
        pauseMillis / processes,
        longest);
  }

  /** Processor milliseconds of all of them since {@code before}, per 1,000 calls. */
  double cpuMillis(Snapshot before, List<Child> children, long calls) {
    return cpuNanos(before, children) / MILLI / calls(calls);
  }

  /** Nanoseconds since {@code before} that the compilers of all processes worked. */
  double compileNanos(Snapshot before) {
    return usages.keySet().stream()
            .mapToLong(child -> usage(child).compileMillis() - before.usage(child).compileMillis())
            .sum()
        * MILLI;
  }

  /** Processor nanoseconds since {@code before} that others than these used. */
  double otherNanos(Snapshot before) {
    double own = cpuNanos(before, List.copyOf(usages.keySet()));
    return Math.max(0, busyNanos - before.busyNanos - own);
  }

  /** Processor nanoseconds of these since {@code before}. */
  double cpuNanos(Snapshot before, List<Child> children) {
    return children.stream()
        .mapToDouble(child -> usage(child).cpuNanos - before.usage(child).cpuNanos)
        .sum();
  }

  private Usage usage(Child child) {
    Usage usage = usages.get(child);
    if (usage == null) {
      throw new IllegalArgumentException(child.name() + " is not in this snapshot");
    }
    return usage;
  }

  private static double calls(long calls) {
    return Math.max(1, calls) / THOUSAND;
  }
}
