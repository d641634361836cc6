package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy transfer}. */
@Command(
    name = "transfer",
    description = "Hands the mastership of a group over to another server; no request fails.",
    footer = {"", "EXAMPLES", "  understudy transfer kv 2"})
final class TransferVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The server that becomes master.")
  private int server;

  @Override
  int run(Gateway gateway, Output output) {
    JsonObject target = new JsonObject().put("serverId", server);
    Reply reply = gateway.post(Gateway.path(group, "transfers"), target.toBuffer());
    Done.show(reply, "server " + server + " is the master of " + group, output);
    return ExitCode.OK;
  }
}
