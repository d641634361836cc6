package dev.understudy.simulation;

import dev.understudy.group.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs schedules: {@code --seeds N --from K --mode both|consistent|available [--trace]}. The exit
 * code is 0 if nothing was violated.
 */
public final class Simulate {

  private Simulate() {}

  public static void main(String[] arguments) {
    long seeds = 1_000;
    long from = 1;
    boolean trace = false;
    List<Mode> modes = List.of(Mode.values());
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--seeds" -> seeds = Long.parseLong(arguments[++i]);
        case "--from" -> from = Long.parseLong(arguments[++i]);
        case "--trace" -> trace = true;
        case "--mode" -> modes = modes(arguments[++i]);
        default -> throw new IllegalArgumentException("unknown: " + arguments[i]);
      }
    }
    boolean good = true;
    for (Mode mode : modes) {
      good &= trace ? replay(from, seeds, mode) : run(from, seeds, mode);
    }
    System.exit(good ? 0 : 1);
  }

  private static List<Mode> modes(String text) {
    return text.equals("both")
        ? List.of(Mode.values())
        : List.of(Mode.valueOf(text.toUpperCase(Locale.ROOT)));
  }

  private static boolean run(long from, long seeds, Mode mode) {
    Campaign campaign = new Campaign(mode, from, seeds, BrokenRules.NONE, System.out::println);
    Campaign.Tally tally = campaign.run();
    List<Failure> failures = new ArrayList<>(tally.failures());
    failures.stream().limit(1).forEach(failure -> System.out.println(failure.report()));
    failures.forEach(failure -> System.out.println(failure.summary()));
    System.out.println(tally);
    return failures.isEmpty();
  }

  private static boolean replay(long from, long seeds, Mode mode) {
    boolean good = true;
    for (long seed = from; seed < from + seeds; seed++) {
      Simulation.Outcome outcome = new Simulation(seed, mode, BrokenRules.NONE, true).run();
      System.out.println(outcome.options());
      outcome.failure().ifPresent(failure -> System.out.println(failure.report()));
      good &= outcome.failure().isEmpty();
    }
    return good;
  }
}
