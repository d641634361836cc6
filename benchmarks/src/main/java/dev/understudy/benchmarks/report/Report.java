package dev.understudy.benchmarks.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * All that one run found.
 *
 * @param machine in words
 * @param collector the garbage collectors of the servers
 * @param window how long each measurement took
 */
public record Report(String machine, String collector, Duration window, List<CaseResult> cases) {

  public Report {
    cases = List.copyOf(cases);
  }

  public JsonObject toJson() {
    JsonArray all = new JsonArray();
    cases.forEach(one -> all.add(one.toJson()));
    return new JsonObject()
        .put("machine", machine)
        .put("collector", collector)
        .put("windowMillis", window.toMillis())
        .put("cases", all);
  }
}
