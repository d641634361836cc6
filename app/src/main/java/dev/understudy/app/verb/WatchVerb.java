package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.events.EventFeed;
import dev.understudy.app.events.EventLine;
import dev.understudy.app.events.Told;
import dev.understudy.app.terminal.Interruption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy watch}. */
@Command(
    name = "watch",
    description = {
      "Shows what happens in a group, or in all, one line per event, until Ctrl-C.",
      "Where the connection breaks it connects again, to any of the endpoints, and goes on after"
          + " the",
      "last event that it has seen; it gives up when none was reached for --timeout."
    },
    footer = {
      "",
      "EXAMPLES",
      "  understudy watch kv",
      "  understudy watch --types diverged,possible-loss --json"
    })
final class WatchVerb extends Verb {

  @Mixin private final GroupChoice groups = new GroupChoice();

  @Option(
      names = "--types",
      paramLabel = "TYPE",
      split = ",",
      description = "Events of these types only, like master-elected. Default: all.")
  private List<String> types = List.of();

  @Option(
      names = "--all",
      description =
          "Also those that only say that a group is well. With --json or --types, they are shown"
              + " anyway.")
  private boolean all;

  @Option(
      names = "--from-first",
      description = "Begin with what the gateway has kept, not with what happens from now on.")
  private boolean fromFirst;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many events. Default: ${DEFAULT-VALUE}, which is never.")
  private long most;

  @Override
  int run(Gateway gateway, Output output) {
    groups.only().ifPresent(name -> requireKnown(gateway, name));
    EventLine lines =
        new EventLine(ZoneId.systemDefault(), groups.only().isEmpty(), output::styled);
    Interruption interruption = Interruption.tidying(output::end);
    try (EventFeed feed = new EventFeed(seen -> gateway.events(path(), seen), gateway.timeout())) {
      long shown = 0;
      while ((most == 0 || shown < most) && !output.isBroken()) {
        Told told = feed.next();
        if (told instanceof Told.Happened happened) {
          shown += show(happened, lines, output) ? 1 : 0;
        } else if (told instanceof Told.Missed missed) {
          output.notice("some events are missing here: " + missed.why());
        } else {
          output.notice("the stream ended; looking for another one");
        }
      }
      return ExitCode.OK;
    } finally {
      interruption.close();
    }
  }

  private boolean show(Told.Happened happened, EventLine lines, Output output) {
    if (output.json()) {
      output.document(happened.event());
      return true;
    }
    Optional<String> line =
        all || !types.isEmpty()
            ? Optional.of(lines.of(happened.event()))
            : lines.worthTelling(happened.event());
    line.ifPresent(output::line);
    return line.isPresent();
  }

  private String path() {
    List<String> parameters = new ArrayList<>();
    groups.only().ifPresent(name -> parameters.add("group=" + Gateway.encoded(name)));
    if (!types.isEmpty()) {
      types.forEach(WatchVerb::requireType);
      parameters.add("types=" + String.join(",", types));
    }
    if (fromFirst) {
      parameters.add("from=first");
    }
    return "/api/events" + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
  }

  /** Nothing would ever come of a name that is misspelt; whatever else is amiss passes. */
  private static void requireKnown(Gateway gateway, String group) {
    try {
      GroupStatus.of(gateway, group);
    } catch (Failure e) {
      if (e.exitCode() == ExitCode.UNKNOWN) {
        throw e;
      }
    }
  }

  private static void requireType(String type) {
    if (!type.matches("[a-z-]+")) {
      throw Failure.usage("'" + type + "' is no type of events; they are like master-elected");
    }
  }
}
