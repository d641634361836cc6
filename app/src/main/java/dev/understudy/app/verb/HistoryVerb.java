package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.events.EventFeed;
import dev.understudy.app.events.PlainText;
import dev.understudy.app.events.Told;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy history}. */
@Command(
    name = "history",
    description = {
      "Shows what became of a group: elections, double masterships, recoveries; when, from which",
      "server to which, why, and how long it took where that is known.",
      "It is told from the events that the gateway has kept: those since it started, as many as"
          + " fit."
    },
    footer = {"", "EXAMPLES", "  understudy history kv", "  understudy history kv --json"})
final class HistoryVerb extends Verb {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Override
  int run(Gateway gateway, Output output) {
    Chronicle chronicle = chronicle(gateway);
    if (chronicle.entries().isEmpty()) {
      GroupStatus.of(gateway, group); // fails where there is no such group
    }
    if (output.json()) {
      output.document(
          new JsonObject().put("group", group).put("entries", new JsonArray(chronicle.entries())));
    } else if (chronicle.entries().isEmpty()) {
      output.line("nothing is known that happened to " + group);
    } else {
      show(chronicle, output);
    }
    return ExitCode.OK;
  }

  private Chronicle chronicle(Gateway gateway) {
    String path =
        "/api/events?from=first&until=now&group="
            + Gateway.encoded(group)
            + "&types="
            + String.join(",", Chronicle.TYPES);
    Chronicle chronicle = new Chronicle();
    try (EventFeed feed = new EventFeed(seen -> gateway.events(path, seen), gateway.timeout())) {
      Told told = feed.next();
      while (!(told instanceof Told.Ended)) {
        if (told instanceof Told.Happened happened) {
          chronicle.add(happened.event());
        } else if (told instanceof Told.BrokeOff) {
          throw new Failure(
              ExitCode.UNREACHABLE, "connection-lost", "the gateway has told only a part");
        }
        told = feed.next();
      }
    }
    return chronicle;
  }

  private static void show(Chronicle chronicle, Output output) {
    Table table = new Table("WHEN", "WHAT", "FROM", "TO", "TOOK", "WHY");
    for (JsonObject entry : chronicle.entries()) {
      Instant time = Instant.ofEpochMilli(entry.getLong("time", 0L));
      Object took = entry.getValue("tookMillis");
      table.row(
          TIME.format(time.atZone(ZoneId.systemDefault())),
          PlainText.of(String.valueOf(entry.getValue("what"))),
          PlainText.of(String.valueOf(entry.getValue("from"))),
          entry.getValue("to"),
          took == null ? "" : took + " ms",
          PlainText.of(String.valueOf(entry.getValue("why"))));
    }
    output.table(table);
  }
}
