package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy query}. */
@Command(
    name = "query",
    description = "Reads from a group, the latest state unless --stale, and prints the result.",
    footer = {"", "EXAMPLES", "  understudy query kv '{\"op\":\"get\",\"key\":\"a\"}'"})
final class QueryVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(
      index = "1",
      paramLabel = "PAYLOAD",
      description = "What the service is given; - reads it from standard input.")
  private String payload = "";

  @Option(
      names = "--stale",
      description = "Any server may answer, with what it has; works without a master.")
  private boolean stale;

  @Override
  int run(Gateway gateway, Output output) {
    String path = Gateway.path(group, "queries") + (stale ? "?consistency=stale" : "");
    Reply reply = gateway.post(path, Payload.read(payload));
    if (output.json()) {
      output.document(new JsonObject().put("result", Payload.readable(reply.body())));
    } else {
      output.line(Payload.text(reply.body()));
    }
    return ExitCode.OK;
  }
}
