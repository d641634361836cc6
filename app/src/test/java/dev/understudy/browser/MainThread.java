package dev.understudy.browser;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the main threads of pages did, from a trace of the browser. A task on a machine that has
 * other things to do takes longer than it works: its processor time is what the page is to blame
 * for.
 *
 * @param tasks all that took at least a millisecond
 */
public record MainThread(List<Task> tasks) {

  private static final double MICROS = 1_000;

  /** One task; nothing else happens on the page meanwhile. */
  public record Task(double wallMillis, double processorMillis) {}

  public MainThread {
    tasks = List.copyOf(tasks);
  }

  static MainThread of(JsonObject trace) {
    List<JsonObject> events =
        trace.getJsonArray("traceEvents").stream().map(JsonObject.class::cast).toList();
    Map<String, Boolean> main =
        events.stream()
            .filter(event -> "thread_name".equals(event.getString("name")))
            .filter(event -> "CrRendererMain".equals(event.getJsonObject("args").getString("name")))
            .collect(Collectors.toMap(MainThread::thread, event -> true, (one, other) -> one));
    return new MainThread(
        events.stream()
            .filter(event -> event.getDouble("dur", 0.0) >= MICROS)
            .filter(event -> event.getString("name", "").endsWith("RunTask"))
            .filter(event -> main.containsKey(thread(event)))
            .map(
                event ->
                    new Task(
                        event.getDouble("dur") / MICROS, event.getDouble("tdur", 0.0) / MICROS))
            .toList());
  }

  /** The longest one's processor time in milliseconds. */
  public double longestProcessorMillis() {
    return tasks.stream().mapToDouble(Task::processorMillis).max().orElse(0);
  }

  /** The longest one's time in milliseconds. */
  public double longestWallMillis() {
    return tasks.stream().mapToDouble(Task::wallMillis).max().orElse(0);
  }

  /** How many worked for at least so long. */
  public long over(double processorMillis) {
    return tasks.stream().filter(task -> task.processorMillis() >= processorMillis).count();
  }

  private static String thread(JsonObject event) {
    return event.getValue("pid") + "/" + event.getValue("tid");
  }
}
