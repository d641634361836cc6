package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.app.terminal.Interruption;
import dev.understudy.app.terminal.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy top}. */
@Command(
    name = "top",
    description = {
      "Shows groups and their servers in place, again and again: masters, who is in sync, load,"
          + " what",
      "is to be looked at. q or Ctrl-C ends it.",
      "Where standard output is no terminal, one table follows the other; with --json, one"
          + " document."
    },
    footer = {
      "",
      "EXAMPLES",
      "  understudy top",
      "  understudy top kv --interval 500ms",
      "  understudy top --rounds 1 --json"
    })
final class TopVerb extends Verb {

  private static final Duration SHORTEST = Duration.ofMillis(200);

  @Mixin private final GroupChoice groups = new GroupChoice();

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Time between two looks, 200ms at least. Default: ${DEFAULT-VALUE}.")
  private Duration interval = Duration.ZERO;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after so many looks. Default: ${DEFAULT-VALUE}, which is never.")
  private long rounds;

  @Override
  int run(Gateway gateway, Output output) {
    if (interval.compareTo(SHORTEST) < 0) {
      throw Failure.usage("--interval is 200ms at least");
    }
    Look first = Look.at(gateway, groups.only(), most(Integer.MAX_VALUE));
    Screen screen = output.screen();
    Interruption interruption = Interruption.tidying(screen::close);
    try {
      follow(gateway, output, screen, first);
      return ExitCode.OK;
    } finally {
      screen.close();
      interruption.close();
    }
  }

  private void follow(Gateway gateway, Output output, Screen screen, Look first) {
    Look last = first;
    List<String> trouble = new ArrayList<>();
    long round = 0;
    while (true) {
      show(last, trouble, screen, output);
      round++;
      if (round == rounds || !screen.rest(interval)) {
        return;
      }
      trouble.clear();
      try {
        last = Look.at(gateway, groups.only(), most(screen.rows()));
      } catch (Failure e) {
        if (e.exitCode() == ExitCode.UNAUTHORISED) {
          throw e;
        }
        trouble.add("STALE: " + e.getMessage());
      }
    }
  }

  /** Groups whose servers are asked for: those that there is room for. */
  private static int most(int rows) {
    return Math.min(Look.MOST_GROUPS, rows);
  }

  private static void show(Look look, List<String> trouble, Screen screen, Output output) {
    if (output.json()) {
      output.document(look.json());
      return;
    }
    List<String> lines = new ArrayList<>();
    trouble.forEach(line -> lines.add(output.styled("bold,red", line)));
    lines.addAll(new TopView(output::styled).lines(look));
    screen.show(lines);
  }
}
