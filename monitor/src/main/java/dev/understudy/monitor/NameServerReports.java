package dev.understudy.monitor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

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

  /** The highest count, which is that of the name server that has watched for longest. */
  static long most(List<JsonObject> reports, String count) {
    long most = 0;
    for (JsonObject report : reports) {
      if (report.getValue(count) instanceof Number number) {
        most = Math.max(most, number.longValue());
      }
    }
    return most;
  }
}
