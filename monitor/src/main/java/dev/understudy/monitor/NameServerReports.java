package dev.understudy.monitor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the name servers said of a group, for people. */
final class NameServerReports {

  private static final List<String> SHOWN =
      List.of("id", "retained", "epoch", "registrations", "warmingUp", "duplicates");

  private NameServerReports() {}

  /** One entry for each name server. */
  static JsonArray entries(List<JsonObject> reports) {
    JsonArray entries = new JsonArray();
    for (JsonObject report : reports) {
      JsonObject entry = new JsonObject();
      SHOWN.forEach(name -> entry.put(name, report.getValue(name)));
      entries.add(entry);
    }
    return entries;
  }

  /**
   * A count, as the name server tells it that has watched the group for longest; of those that take
   * for master who is, where there are any.
   */
  static long longestWatched(List<JsonObject> reports, @Nullable Object master, String count) {
    Comparator<JsonObject> agreeing =
        Comparator.comparing(
            report -> master != null && Objects.equals(report.getValue("retained"), master));
    return reports.stream()
        .max(agreeing.thenComparing(report -> number(report, "millisWatched")))
        .map(report -> number(report, count))
        .orElse(0L);
  }

  private static long number(JsonObject report, String name) {
    return report.getValue(name) instanceof Number number ? number.longValue() : 0;
  }
}
