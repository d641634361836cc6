package dev.understudy.app.verb;

import dev.understudy.app.events.EventLine;
import dev.understudy.app.events.PlainText;
import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;

/** A drill for people: what was expected beside what was seen. */
final class DrillReport {

  private DrillReport() {}

  static void show(JsonObject drill, Output output) {
    output.line("");
    output.line(
        output.styled(
            "bold",
            text(drill.getValue("drill"))
                + " of server "
                + drill.getValue("serverId")
                + (Boolean.TRUE.equals(drill.getValue("wasMaster")) ? ", the master" : ", a backup")
                + ": "
                + text(drill.getValue("phase"))));
    output.table(table(drill));
    if (drill.getValue("stopped") != null) {
      output.line(output.styled("red", "stopped: " + text(drill.getValue("stopped"))));
    }
    output.line(
        "no master for "
            + drill.getValue("millisWithoutMaster")
            + " ms, several masters for "
            + drill.getValue("millisWithSeveralMasters")
            + " ms; "
            + recovery(drill, output));
  }

  private static Table table(JsonObject drill) {
    EventLine lines = new EventLine(ZoneId.systemDefault(), false, (style, text) -> text);
    Table table = new Table("EXPECTED", "WITHIN", "MET", "SEEN AT", "SEEN");
    for (JsonObject one : Documents.objects(drill, "expected")) {
      Object met = one.getValue("met");
      Object at = one.getValue("seenAtMillis");
      table.row(
          text(one.getValue("expected")),
          one.getValue("withinMillis") + " ms",
          met == null ? "open" : Boolean.TRUE.equals(met) ? "yes" : "NO",
          at == null ? "" : at + " ms",
          one.getValue("seen") instanceof JsonObject event ? lines.of(event) : "");
    }
    return table;
  }

  private static String recovery(JsonObject drill, Output output) {
    Object well = drill.getValue("wellAfterMillis");
    if (well != null) {
      return output.styled("green", "well again " + well + " ms after its end");
    }
    return "over".equals(drill.getValue("phase"))
        ? output.styled("red", "NOT well again")
        : "not well again yet";
  }

  private static String text(Object value) {
    return PlainText.of(String.valueOf(value));
  }
}
