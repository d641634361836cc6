package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy status}. */
@Command(
    name = "status",
    description = "Shows the master and the servers of a group, or of all groups.",
    footer = {"", "EXAMPLES", "  understudy status kv"})
final class StatusVerb extends Verb {

  private static final int DIGITS = 8;
  private static final int BAR = 20;

  @Mixin private final GroupChoice groups = new GroupChoice();

  @Override
  int run(Gateway gateway, Output output) {
    List<GroupStatus> all =
        groups.names(gateway).stream().map(name -> GroupStatus.of(gateway, name)).toList();
    if (!output.json()) {
      all.forEach(status -> show(status, output));
    } else if (groups.only().isPresent()) {
      output.document(all.get(0).json());
    } else {
      JsonArray told = new JsonArray();
      all.forEach(status -> told.add(status.json()));
      output.document(new JsonObject().put("groups", told));
    }
    return ExitCode.OK;
  }

  private static void show(GroupStatus status, Output output) {
    output.line(heading(status, output));
    output.table(servers(status));
    for (JsonObject server : status.servers()) {
      String fetched = TransferBar.of(server, BAR);
      if (!fetched.isEmpty()) {
        output.line("server " + server.getValue("serverId") + " fetches the state: " + fetched);
      }
    }
    JsonObject json = status.json();
    output.line(
        "several masters for "
            + json.getValue("millisWithSeveralMasters", 0)
            + " ms, no master for "
            + json.getValue("millisWithNoMaster", 0)
            + " ms, name servers: "
            + json.getJsonArray("nameServers", new JsonArray()).size());
    output.line("");
  }

  private static String heading(GroupStatus status, Output output) {
    String master =
        status
            .master()
            .map(found -> output.styled("green", "master " + found.getValue("serverId")))
            .orElse(output.styled("red", "no master"));
    String epoch = status.master().map(found -> ", epoch " + found.getValue("epoch")).orElse("");
    String mode = status.json().getString("mode", "");
    return output.styled("bold", status.group()) + "  " + mode + "  " + master + epoch;
  }

  private static Table servers(GroupStatus status) {
    Table table =
        new Table(
            "SERVER", "ROLE", "EPOCH", "LAST", "COMMIT", "IN SYNC", "PRIORITY", "DIGEST", "CHECK");
    for (JsonObject server : status.servers()) {
      table.row(
          server.getValue("serverId"),
          server.getValue("role"),
          server.getValue("epoch"),
          server.getValue("lastIndex"),
          server.getValue("commitIndex"),
          Boolean.TRUE.equals(server.getValue("inSync")) ? "yes" : "no",
          server.getValue("priority"),
          shortened(String.valueOf(server.getValue("digest"))),
          check(server.getValue("lastCheck")));
    }
    return table;
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGITS, digest.length()));
  }

  private static Object check(Object lastCheck) {
    return lastCheck instanceof JsonObject check
        ? check.getValue("result", "")
        : String.valueOf(lastCheck);
  }
}
