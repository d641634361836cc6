package dev.understudy.benchmarks.report;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment found.
 *
 * @param name of the experiment, in the JSON
 * @param title what was done, for people
 * @param details further fields of the JSON: single rounds, break-downs
 */
public record Findings(String name, String title, List<Finding> numbers, JsonObject details) {

  public Findings {
    numbers = List.copyOf(numbers);
  }

  /** The same, and these. */
  public Findings with(List<Finding> more) {
    List<Finding> all = new ArrayList<>(numbers);
    all.addAll(more);
    return new Findings(name, title, all, details);
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(title));
    numbers.forEach(number -> lines.add(number.line()));
    return lines;
  }

  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    numbers.forEach(number -> json.put(number.field(), number.rounded()));
    return json.mergeIn(details);
  }
}
