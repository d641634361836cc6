package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;

/** {@code understudy groups}. */
@Command(
    name = "groups",
    description = "Lists the groups that are registered.",
    footer = {"", "EXAMPLES", "  understudy groups --json"})
final class GroupsVerb extends Verb {

  @Override
  int run(Gateway gateway, Output output) {
    if (output.json()) {
      JsonObject document = gateway.get("/api/groups").json();
      output.document(document);
    } else {
      GroupStatus.names(gateway).forEach(output::line);
    }
    return ExitCode.OK;
  }
}
