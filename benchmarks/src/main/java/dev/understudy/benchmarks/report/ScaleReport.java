package dev.understudy.benchmarks.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What many idle groups cost.
 *
 * @param machine in words
 * @param groups of three servers each, in three processes
 * @param startMillis from the start of the processes until every group had a master
 * @param idleCores processors that the three processes and the name server kept busy
 * @param compilingCores of those, how many compiled code: should be none
 * @param heapBytes in use after a collection, of the three together
 * @param moved groups whose master was in the process that was killed
 * @param takeoverMillis from the kill until the last of them had another
 */
public record ScaleReport(
    String machine,
    int groups,
    double startMillis,
    double idleCores,
    double compilingCores,
    long heapBytes,
    int moved,
    double takeoverMillis) {

  private static final double MEBIBYTE = 1 << 20;
  private static final double SECOND = 1_000;
  private static final double PERCENT = 100;

  /** For people. */
  public List<String> lines() {
    return List.of(
        machine,
        "",
        line("groups of three, in three processes", "%,d", groups),
        line("all have a master after", "%.1f s", startMillis / SECOND),
        line("idle, all processes", "%.1f %% of one processor", PERCENT * idleCores),
        line("of that, compilers", "%.1f %%", PERCENT * compilingCores),
        line("heap of the three, after a collection", "%,.0f MiB", heapBytes / MEBIBYTE),
        line("groups that lost their master with a process", "%,d", moved),
        line("all have one again after", "%.1f s", takeoverMillis / SECOND));
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("machine", machine)
        .put("groups", groups)
        .put("startMillis", Math.round(startMillis))
        .put("idleCores", Math.round(idleCores * SECOND) / SECOND)
        .put("compilingCores", Math.round(compilingCores * SECOND) / SECOND)
        .put("heapBytes", heapBytes)
        .put("moved", moved)
        .put("takeoverMillis", Math.round(takeoverMillis));
  }

  private static String line(String what, String format, Object value) {
    return String.format(Locale.ROOT, "%-46s", what) + String.format(Locale.ROOT, format, value);
  }
}
