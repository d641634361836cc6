package dev.understudy.faults.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Faults that come one after the other.
 *
 * @param name what the report calls it
 * @param seed from which it was made
 */
public record Plan(String name, long seed, Setup setup, List<Fault> faults) {

  private static final int MIXED_FAULTS = 6;

  public Plan {
    faults = List.copyOf(faults);
  }

  /** What its folder is called, beside the report. */
  public String folder() {
    return (setup.mode() + "-" + name.replace(' ', '-') + "-" + seed).toLowerCase(Locale.ROOT);
  }

  /** Whether any of its faults needs relays on the hosts. */
  boolean needsRelays() {
    return faults.stream().anyMatch(fault -> fault.kind().isOfRelays());
  }

  /** Whether any of its faults sets clocks. */
  boolean needsClocks() {
    return faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.CLOCK_JUMP);
  }

  /**
   * Some kinds of faults, several times each, in turn.
   *
   * @param millis how long each lasts; blips last all the lengths that there are, in turn
   * @param seed decides what the kinds leave open
   * @throws IllegalArgumentException if there is an obstacle to one of them
   */
  public static Plan of(List<Fault.Kind> kinds, long millis, int times, long seed, Setup setup) {
    kinds.stream()
        .flatMap(kind -> kind.obstacle(setup).stream())
        .findFirst()
        .ifPresent(
            obstacle -> {
              throw new IllegalArgumentException(obstacle);
            });
    SplittableRandom random = new SplittableRandom(seed);
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      for (Fault.Kind kind : kinds) {
        List<Long> lengths = kind == Fault.Kind.BLIP ? Blip.lengths() : List.of(millis);
        faults.add(new Fault(kind, lengths.get(i % lengths.size()), random.nextLong()));
      }
    }
    String names = kinds.stream().map(Fault.Kind::text).collect(Collectors.joining(" and "));
    boolean blips = kinds.equals(List.of(Fault.Kind.BLIP));
    return new Plan(blips ? "blips" : names + " " + millis + " ms", seed, setup, faults);
  }

  /**
   * A mix of all kinds that fit the setup, each once at most, from a seed: shorter and longer than
   * every time-out. What this machine lacks something for is left out; the others are the same on
   * each machine.
   */
  public static Plan mixed(long seed, Setup setup) {
    Random random = new Random(spread(seed));
    List<Fault.Kind> kinds =
        new ArrayList<>(
            Stream.of(Fault.Kind.values()).filter(kind -> kind.misfit(setup).isEmpty()).toList());
    Collections.shuffle(kinds, random);
    List<Fault> faults = new ArrayList<>();
    for (Fault.Kind kind : kinds.subList(0, MIXED_FAULTS)) {
      Fault fault = new Fault(kind, millis(kind, random), random.nextLong());
      if (kind.lack().isEmpty()) {
        faults.add(fault);
      }
    }
    return new Plan("mixed", seed, setup, faults);
  }

  /** Neighbouring seeds begin alike with {@link Random}. */
  private static long spread(long seed) {
    return new SplittableRandom(seed).nextLong();
  }

  private static long millis(Fault.Kind kind, Random random) {
    List<Long> lengths = Blip.lengths();
    return kind == Fault.Kind.BLIP || random.nextInt(3) == 0
        ? lengths.get(random.nextInt(lengths.size()))
        : 3_000 + random.nextInt(9_000);
  }
}
