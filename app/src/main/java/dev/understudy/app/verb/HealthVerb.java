package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.Patience;
import dev.understudy.app.terminal.Progress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy health}. */
@Command(
    name = "health",
    description = {
      "Tells whether a group, or every group, is well: one master, all servers in sync, no voter"
          + " missing.",
      "Exit code 0 if so, 10 if not."
    },
    footer = {"", "EXAMPLES", "  understudy health kv --servers 3 --wait 30s"})
final class HealthVerb extends Verb {

  private static final Duration PAUSE = Duration.ofMillis(200);

  @Mixin private final GroupChoice groups = new GroupChoice();

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
    Progress progress = output.progress();
    Map<String, List<String>> found;
    try {
      found = await(gateway, progress);
    } finally {
      progress.clear();
    }
    boolean healthy = isHealthy(found);
    report(found, healthy, output);
    return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
  }

  /** What there is to complain of when all is well, or when the time is over. */
  private Map<String, List<String>> await(Gateway gateway, Progress progress) {
    long began = System.nanoTime();
    while (true) {
      Duration passed = Duration.ofNanos(System.nanoTime() - began);
      boolean last = passed.compareTo(wait) >= 0;
      try {
        Map<String, List<String>> found = ask(gateway);
        if (last || isHealthy(found)) {
          return found;
        }
        progress.waiting(found.toString(), passed, wait);
      } catch (Failure e) {
        if (last || e.exitCode() == ExitCode.USAGE || e.exitCode() == ExitCode.UNAUTHORISED) {
          throw e;
        }
        progress.waiting(String.valueOf(e.getMessage()), passed, wait);
      }
      Patience.pause(PAUSE);
    }
  }

  private static boolean isHealthy(Map<String, List<String>> found) {
    return !found.isEmpty() && found.values().stream().allMatch(List::isEmpty);
  }

  /** What each group has to complain of. */
  private Map<String, List<String>> ask(Gateway gateway) {
    Map<String, List<String>> found = new TreeMap<>();
    for (String name : groups.names(gateway)) {
      found.put(name, GroupStatus.of(gateway, name).complaints(servers));
    }
    return found;
  }

  private static void report(Map<String, List<String>> found, boolean healthy, Output output) {
    if (output.json()) {
      JsonObject all = new JsonObject();
      found.forEach((name, complaints) -> all.put(name, new JsonArray(complaints)));
      output.document(new JsonObject().put("healthy", healthy).put("complaints", all));
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
}
