package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy request}. */
@Command(
    name = "request",
    description = "Has a group execute a request, exactly once, and prints the result.",
    footer = {
      "",
      "EXAMPLES",
      "  understudy request kv '{\"op\":\"put\",\"key\":\"a\",\"value\":\"1\"}'"
    })
final class RequestVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(
      index = "1",
      paramLabel = "PAYLOAD",
      description = "What the service is given; - reads it from standard input.")
  private String payload = "";

  @Override
  int run(Gateway gateway, Output output) {
    Reply reply = gateway.post(Gateway.path(group, "requests"), Payload.read(payload));
    if (output.json()) {
      output.document(
          new JsonObject()
              .put("result", Payload.readable(reply.body()))
              .put("epoch", reply.headers().firstValue("Understudy-Epoch").orElse(null))
              .put("index", index(reply)));
    } else {
      output.line(Payload.text(reply.body()));
    }
    return ExitCode.OK;
  }

  private static long index(Reply reply) {
    return reply.headers().firstValueAsLong("Understudy-Index").orElse(0);
  }
}
