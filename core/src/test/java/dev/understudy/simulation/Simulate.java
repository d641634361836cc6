package dev.understudy.simulation;

import dev.understudy.group.Mode;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Runs schedules from a command line. The exit code is 0 if nothing was violated, 1 if something
 * was, 2 if the command line is wrong.
 */
public final class Simulate {

  static final String USAGE =
      """
      usage: simulate [--seeds N] [--from K] [--mode both|consistent|available] [--trace]

        --seeds N   how many schedules of each mode to run, from 1 on; 1000 unless told
        --from K    the seed of the first one; 1 unless told
        --mode M    of which groups: both (unless told), consistent, available
        --trace     tell every step: to see one schedule again
        --help      this page

      as make target: make simulate SEEDS=N FROM=K MODE=M
      exit code: 0 nothing was violated, 1 something was, 2 wrong command line
      """;

  private long seeds = 1_000;
  private long from = 1;
  private boolean trace;
  private boolean help;
  private List<Mode> modes = List.of(Mode.values());
  private final Consumer<String> out;

  private Simulate(Consumer<String> out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(run(System.out::println, arguments));
  }

  /** Returns the exit code. */
  static int run(Consumer<String> out, String... arguments) {
    Simulate simulate = new Simulate(out);
    try {
      simulate.read(List.of(arguments));
    } catch (IllegalArgumentException e) {
      out.accept(e.getMessage() + "\n\n" + USAGE);
      return 2;
    }
    if (simulate.help) {
      out.accept(USAGE);
      return 0;
    }
    boolean good = true;
    for (Mode mode : simulate.modes) {
      good &= simulate.trace ? simulate.replay(mode) : simulate.run(mode);
    }
    return good ? 0 : 1;
  }

  private void read(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      switch (option) {
        case "--trace" -> trace = true;
        case "--help", "-h" -> help = true;
        case "--seeds", "--from", "--mode" -> {
          i++;
          if (i == arguments.size()) {
            throw new IllegalArgumentException(option + " needs a value");
          }
          read(option, arguments.get(i));
        }
        default -> throw new IllegalArgumentException("unknown option: " + option);
      }
    }
  }

  private void read(String option, String value) {
    switch (option) {
      case "--seeds" -> seeds = number(option, value, 1);
      case "--from" -> from = number(option, value, 0);
      default -> modes = modes(value);
    }
  }

  private static long number(String option, String value, long least) {
    try {
      long number = Long.parseLong(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " takes a whole number, not " + value, e);
    }
    throw new IllegalArgumentException(option + " takes a number from " + least + " on");
  }

  private static List<Mode> modes(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "both" -> List.of(Mode.values());
      case "consistent" -> List.of(Mode.CONSISTENT);
      case "available" -> List.of(Mode.AVAILABLE);
      default ->
          throw new IllegalArgumentException(
              "--mode takes both, consistent or available, not " + value);
    };
  }

  private boolean run(Mode mode) {
    Campaign.Tally tally = new Campaign(mode, from, seeds, BrokenRules.NONE, out).run();
    out.accept(tally.report());
    return tally.failures().isEmpty();
  }

  private boolean replay(Mode mode) {
    boolean good = true;
    for (long seed = from; seed < from + seeds; seed++) {
      Simulation.Outcome outcome = new Simulation(seed, mode, BrokenRules.NONE, true).run();
      out.accept(outcome.options().toString());
      outcome.failure().map(Failure::report).ifPresent(out);
      good &= outcome.failure().isEmpty();
    }
    return good;
  }
}
