package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code understudy hand-over}: for a server that is about to stop. It may be asked of any server,
 * and any number of times: where the server is no master, nothing is handed over.
 */
@Command(
    name = "hand-over",
    description = {
      "Hands the mastership of a server that is about to stop over to another one that is in sync;",
      "no request fails. Does nothing if the server is not the master. For preStop in Kubernetes."
    },
    footer = {"", "EXAMPLES", "  understudy hand-over --group kv --id 2 --settle 5s"})
final class HandOverVerb extends Verb {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Option(
      names = "--group",
      required = true,
      paramLabel = "G",
      description = "The group. Environment: UNDERSTUDY_GROUP.")
  private String group = "";

  @Option(
      names = "--id",
      required = true,
      paramLabel = "N",
      description = "The server that is about to stop. Environment: UNDERSTUDY_ID.")
  private int id;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long to try, where nobody can take it over. Default: ${DEFAULT-VALUE}.")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "0s",
      description =
          "How long to stay afterwards, for load balancers to notice that this node goes. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration settle = Duration.ZERO;

  @Override
  int run(Gateway gateway, Output output) {
    try {
      tell(handedOver(gateway), output);
    } finally {
      // whatever became of the mastership, this node's gateway goes
      Patience.pause(settle);
    }
    return ExitCode.OK;
  }

  /** Who is master now; empty if this server was not. */
  private Optional<Integer> handedOver(Gateway gateway) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      try {
        GroupStatus status = GroupStatus.of(gateway, group);
        if (status.master().filter(master -> number(master) == id).isEmpty()) {
          return Optional.empty();
        }
        int successor = successor(status);
        JsonObject target = new JsonObject().put("serverId", successor);
        gateway.post(Gateway.path(group, "transfers"), target.toBuffer());
        return Optional.of(successor);
      } catch (Failure e) {
        boolean passes = e.exitCode() == ExitCode.REFUSED || e.exitCode() == ExitCode.NO_ANSWER;
        if (!passes || System.nanoTime() >= deadline) {
          throw e;
        }
      }
      Patience.pause(PAUSE);
    }
  }

  /** Of those in sync the one with the lowest number: a rolling update comes to it last. */
  private int successor(GroupStatus status) {
    return status.servers().stream()
        .filter(server -> Boolean.TRUE.equals(server.getValue("inSync")))
        .map(HandOverVerb::number)
        .filter(server -> server != id)
        .min(Comparator.naturalOrder())
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.REFUSED,
                    "refused",
                    "no other server of " + group + " is in sync; server " + id + " stays master"));
  }

  private void tell(Optional<Integer> successor, Output output) {
    if (output.json()) {
      output.document(
          new JsonObject()
              .put("group", group)
              .put("serverId", id)
              .put("to", successor.orElse(null)));
    } else {
      output.line(
          successor
              .map(server -> "server " + server + " is the master of " + group)
              .orElse("server " + id + " is not the master of " + group));
    }
  }

  private static int number(JsonObject server) {
    return server.getInteger("serverId", -1);
  }
}
