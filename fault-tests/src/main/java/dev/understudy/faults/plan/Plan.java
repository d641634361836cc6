package dev.understudy.faults.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Faults that come one after the other.
 *
 * @param name what the report calls it
 * @param seed from which it was made
 */
public record Plan(String name, long seed, Setup setup, List<Fault> faults) {

  private static final int MIXED_FAULTS = 6;
  private static final List<Fault.Kind> KINDS = List.of(Fault.Kind.values());
  private static final long[] BLIPS = {200, 500, 1_000, 2_000};

  public Plan {
    faults = List.copyOf(faults);
  }

  /** What its folder is called, beside the report. */
  String folder() {
    return (setup.mode() + "-" + name.replace(' ', '-') + "-" + seed).toLowerCase(Locale.ROOT);
  }

  /** One fault, several times. */
  public static Plan of(Fault.Kind kind, long millis, int times, Setup setup) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      faults.add(new Fault(kind, millis, i));
    }
    return new Plan(kind.text() + " " + millis + " ms", 0, setup, faults);
  }

  /** A mix of all kinds, from a seed: shorter and longer than every time-out. */
  public static Plan mixed(long seed, Setup setup) {
    Random random = new Random(seed);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < MIXED_FAULTS; i++) {
      Fault.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      long millis =
          random.nextInt(3) == 0
              ? BLIPS[random.nextInt(BLIPS.length)]
              : 3_000 + random.nextInt(9_000);
      faults.add(new Fault(kind, millis, random.nextLong()));
    }
    return new Plan("mixed", seed, setup, faults);
  }
}
