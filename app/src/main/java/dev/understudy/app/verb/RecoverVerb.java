package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy recover}. */
@Command(
    name = "recover",
    description = {
      "Starts a group anew from what one server holds, after a majority lost its memory.",
      "What only the others hold becomes diverged records."
    },
    footer = {"", "EXAMPLES", "  understudy recover kv --from 1"})
final class RecoverVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Option(
      names = "--from",
      paramLabel = "ID",
      required = true,
      description = "The server whose state is to survive.")
  private int server;

  @Override
  int run(Gateway gateway, Output output) {
    JsonObject source = new JsonObject().put("serverId", server);
    Reply reply = gateway.post(Gateway.path(group, "recoveries"), source.toBuffer());
    Done.show(reply, group + " goes on from server " + server, output);
    return ExitCode.OK;
  }
}
