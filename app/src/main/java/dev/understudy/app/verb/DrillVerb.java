package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.app.events.EventLine;
import dev.understudy.app.terminal.Interruption;
import dev.understudy.wire.Documents;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy drill}. */
@Command(
    name = "drill",
    description = {
      "Pauses, isolates or crashes a server for a while, on purpose, tells what happens, and shows",
      "what was expected and what was seen side by side. Its node has to run with --drills.",
      "It ends by itself, and at once when there is no master for too long, or on Ctrl-C.",
      "Without a server: shows the latest drill of the group."
    },
    footer = {
      "",
      "EXAMPLES",
      "  understudy drill kv 2 isolate --for 5s",
      "  understudy drill kv 1 crash --without-master 3s",
      "  understudy drill kv",
      "  understudy drill kv --stop"
    })
final class DrillVerb extends Verb {

  private static final Duration PAUSE = Duration.ofMillis(250);

  /** What is done; in lower case, as it is typed. */
  enum Kind {
    pause,
    isolate,
    crash
  }

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String group = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The server to which it is done.")
  private Optional<Integer> server = Optional.empty();

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "KIND",
      description =
          "One of ${COMPLETION-CANDIDATES}: its messages wait, it hears no other server, "
              + "it is gone and comes back without its memory.")
  private Optional<Kind> kind = Optional.empty();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long, a minute at most. Default: ${DEFAULT-VALUE}.")
  private Duration length = Duration.ZERO;

  @Option(
      names = "--without-master",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "No master for longer than that stops it. Default: ${DEFAULT-VALUE}.")
  private Duration withoutMaster = Duration.ZERO;

  @Option(names = "--stop", description = "End the drill that goes on.")
  private boolean stop;

  @Override
  int run(Gateway gateway, Output output) {
    String path = Gateway.path(group, "drills");
    if (stop) {
      Done.show(gateway.delete(path, Buffer.buffer()), "it ends", output);
      return ExitCode.OK;
    }
    if (server.isEmpty()) {
      return latest(gateway, path).map(last -> report(last, output)).orElseGet(() -> none(output));
    }
    if (kind.isEmpty()) {
      throw Failure.usage("say what is to be done: pause, isolate or crash");
    }
    JsonObject begun = gateway.post(path, order().toBuffer()).json();
    Interruption interruption = Interruption.tidying(() -> stop(gateway, path));
    try {
      return report(follow(gateway, path, begun, output), output);
    } finally {
      interruption.close();
    }
  }

  private JsonObject order() {
    return new JsonObject()
        .put("drill", kind.map(Kind::name).orElse(""))
        .put("serverId", server.orElse(-1))
        .put("millis", length.toMillis())
        .put("mostMillisWithoutMaster", withoutMaster.toMillis());
  }

  /** Tells what happens until it is over, which the gateway sees to. */
  private JsonObject follow(Gateway gateway, String path, JsonObject begun, Output output) {
    EventLine lines = new EventLine(ZoneId.systemDefault(), false, output::styled);
    JsonObject now = begun;
    int told = 0;
    while (true) {
      List<JsonObject> seen = Documents.objects(now, "seen");
      for (JsonObject one : seen.subList(Math.min(told, seen.size()), seen.size())) {
        if (!output.json()) {
          lines.worthTelling(one.getJsonObject("event")).ifPresent(output::line);
        }
      }
      told = Math.max(told, seen.size());
      if ("over".equals(now.getValue("phase"))) {
        return now;
      }
      Patience.pause(PAUSE);
      now = latest(gateway, path).orElse(now);
    }
  }

  private static Optional<JsonObject> latest(Gateway gateway, String path) {
    return Documents.objects(gateway.get(path).json(), "drills").stream().findFirst();
  }

  private static int none(Output output) {
    if (output.json()) {
      output.document(new JsonObject().put("drills", new JsonArray()));
    } else {
      output.line("this gateway knows of no drill of the group");
    }
    return ExitCode.OK;
  }

  private static int report(JsonObject drill, Output output) {
    if (output.json()) {
      output.document(drill);
    } else {
      DrillReport.show(drill, output);
    }
    boolean open = drill.getValue("asExpected") == null;
    return open || Boolean.TRUE.equals(drill.getValue("asExpected"))
        ? ExitCode.OK
        : ExitCode.UNHEALTHY;
  }

  private static void stop(Gateway gateway, String path) {
    gateway.delete(path, Buffer.buffer());
  }
}
