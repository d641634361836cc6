package dev.understudy.app.verb;

import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows a document for people: its plain values as lines, its lists of objects as tables. */
final class Findings {

  private Findings() {}

  static void show(JsonObject document, Output output) {
    for (String name : document.fieldNames()) {
      Object value = document.getValue(name);
      if (value instanceof JsonArray) {
        table(Documents.objects(document, name), output);
      } else if (value != null) {
        output.line(name + ": " + value);
      }
    }
  }

  private static void table(List<JsonObject> rows, Output output) {
    if (rows.isEmpty()) {
      return;
    }
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> columns.addAll(row.fieldNames()));
    Table table =
        new Table(columns.stream().map(Findings::heading).toList().toArray(new String[0]));
    rows.forEach(row -> table.row(columns.stream().map(row::getValue).toArray()));
    output.table(table);
  }

  /** {@code serverId} is headed SERVER ID. */
  private static String heading(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toUpperCase(Locale.ROOT);
  }
}
