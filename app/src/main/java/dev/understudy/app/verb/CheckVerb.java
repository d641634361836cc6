package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy check}. */
@Command(
    name = "check",
    description = "Has every server of a group check itself now, and shows what each found.",
    footer = {"", "EXAMPLES", "  understudy check kv"})
final class CheckVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Override
  int run(Gateway gateway, Output output) {
    JsonObject found = gateway.post(Gateway.path(group, "checks"), Buffer.buffer("{}")).json();
    if (output.json()) {
      output.document(found);
    } else {
      Findings.show(found, output);
    }
    return ExitCode.OK;
  }
}
