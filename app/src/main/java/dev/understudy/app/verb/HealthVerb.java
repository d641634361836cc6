package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy health}. */
@Command(
    name = "health",
    description = {
      "Tells whether a group, or every group, is well: one master, all servers in sync.",
      "Exit code 0 if so, 10 if not."
    },
    footer = {"", "Example:", "  understudy health kv --servers 3 --wait 30s"})
final class HealthVerb extends Verb {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GROUP",
      description = "The group's name; all groups if there is none.")
  private Optional<String> group = Optional.empty();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "0s",
      description = "Wait so long for it to become well. Default: ask once.")
  private Duration wait = Duration.ZERO;

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many servers a group must have at least. Default: ${DEFAULT-VALUE}.")
  private int servers;

  @Override
  int run(Gateway gateway, Output output) {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      boolean last = System.nanoTime() >= deadline;
      try {
        Map<String, List<String>> found = ask(gateway);
        boolean healthy = !found.isEmpty() && found.values().stream().allMatch(List::isEmpty);
        if (healthy || last) {
          report(found, healthy, output);
          return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
        }
      } catch (Failure e) {
        if (last || e.exitCode() == ExitCode.USAGE || e.exitCode() == ExitCode.UNAUTHORISED) {
          throw e;
        }
      }
      pause();
    }
  }

  /** What each group has to complain of. */
  private Map<String, List<String>> ask(Gateway gateway) {
    Map<String, List<String>> found = new TreeMap<>();
    for (String name : group.map(List::of).orElseGet(() -> GroupStatus.names(gateway))) {
      found.put(name, GroupStatus.of(gateway, name).complaints(servers));
    }
    return found;
  }

  private static void report(Map<String, List<String>> found, boolean healthy, Output output) {
    if (output.json()) {
      JsonObject groups = new JsonObject();
      found.forEach((name, complaints) -> groups.put(name, new JsonArray(complaints)));
      output.document(new JsonObject().put("healthy", healthy).put("complaints", groups));
      return;
    }
    if (found.isEmpty()) {
      output.line(output.styled("red", "unhealthy") + "  no group is registered");
    }
    found.forEach(
        (name, complaints) ->
            output.line(
                name
                    + "  "
                    + (complaints.isEmpty()
                        ? output.styled("green", "healthy")
                        : output.styled("red", "unhealthy")
                            + "  "
                            + String.join(", ", complaints))));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }
}
