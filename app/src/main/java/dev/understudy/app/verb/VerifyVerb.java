package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code understudy verify}. */
@Command(
    name = "verify",
    description = {
      "Compares the digests of all servers of a group at one index.",
      "Exit code 0 if they are equal, 10 if not."
    },
    footer = {"", "EXAMPLES", "  understudy verify kv"})
final class VerifyVerb extends Verb {

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Override
  int run(Gateway gateway, Output output) {
    JsonObject found =
        gateway.post(Gateway.path(group, "verifications"), Buffer.buffer("{}")).json();
    if (output.json()) {
      output.document(found);
    } else {
      Findings.show(found, output);
    }
    return Boolean.TRUE.equals(found.getValue("consistent")) ? ExitCode.OK : ExitCode.UNHEALTHY;
  }
}
