package dev.understudy.benchmarks.plan;

import dev.understudy.app.bench.BenchSettings;
import dev.understudy.app.bench.Operation;
import dev.understudy.group.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that one run measures.
 *
 * @param warmUp how long all of it warms up at most
 * @param window how long one measurement takes; at most, if there is a budget
 * @param budget how long the whole run may take, if it matters
 */
public record Plan(
    List<Slot> slots, int rounds, Duration warmUp, Duration window, Optional<Duration> budget) {

  private static final List<Integer> DEPTHS = List.of(1, 16, 128, 1_024);
  private static final List<Integer> GATEWAY_DEPTHS = List.of(1, 128);
  private static final List<Integer> RATES = List.of(1_000, 10_000);
  private static final List<Integer> PAYLOADS = List.of(64, 1_024, 16_384);
  private static final int SMALL = 64;
  private static final int LARGE_WARM_DEPTH = 16;
  private static final Shape WARM = Shape.ofDepth(128, SMALL);

  /** Three minutes, less what it takes to start and to end. */
  private static final Duration QUICK_BUDGET = Duration.ofSeconds(165);

  private static final Duration QUICK_WINDOW = Duration.ofSeconds(1);
  private static final Duration QUICK_WARM_UP = Duration.ofSeconds(75);
  private static final Duration WINDOW = Duration.ofSeconds(2);
  private static final Duration WARM_UP = Duration.ofMinutes(4);

  public Plan {
    slots = List.copyOf(slots);
  }

  public static Plan of(BenchSettings settings) {
    boolean quick = settings.quick();
    List<Case> cases =
        settings.isUsual() ? (quick ? quickCases() : allCases()) : chosenCases(settings);
    return new Plan(
        slots(cases, settings.map(), quick && settings.isUsual()),
        settings.rounds(),
        settings.warmUp().orElse(quick ? QUICK_WARM_UP : WARM_UP),
        settings.window().orElse(quick ? QUICK_WINDOW : WINDOW),
        quick && settings.isUsual() ? Optional.of(QUICK_BUDGET) : Optional.empty());
  }

  public List<Case> cases() {
    return slots.stream().flatMap(slot -> slot.cases().stream()).toList();
  }

  /** The cases that are recorded if recordings are wanted: all, or within a budget the two ends. */
  public List<Case> recorded() {
    List<Case> cases = cases();
    return budget.isEmpty() ? cases : cases.stream().filter(ends()::contains).toList();
  }

  public Set<Mode> modes() {
    Set<Mode> modes = new LinkedHashSet<>();
    cases().forEach(one -> modes.add(one.mode()));
    return modes;
  }

  /** Every kind of load once, for the compilers to get to know it. */
  public List<Load> warmUps() {
    Set<Load> kinds = new LinkedHashSet<>();
    slots.forEach(slot -> slot.loads(0).forEach(load -> kinds.add(load.with(WARM))));
    // long payloads take ways of their own through a group
    cases().stream()
        .filter(one -> one.shape().payloadBytes() > SMALL)
        .map(Load.Group::new)
        .forEach(load -> kinds.add(load.with(warm(load.shape().payloadBytes()))));
    return List.copyOf(kinds);
  }

  /** How many windows are measured. */
  public int windows() {
    return rounds * slots.stream().mapToInt(slot -> slot.loads(0).size()).sum();
  }

  private static List<Case> allCases() {
    List<Mode> modes = List.of(Mode.CONSISTENT, Mode.AVAILABLE);
    List<Case> cases =
        new ArrayList<>(
            combined(
                List.of(Operation.WRITE, Operation.READ, Operation.STALE_READ),
                modes,
                shapes(DEPTHS, List.of(), PAYLOADS)));
    List<Operation> write = List.of(Operation.WRITE);
    List<Operation> gateway = List.of(Operation.GATEWAY_WRITE);
    cases.addAll(combined(gateway, List.of(Mode.CONSISTENT), small(GATEWAY_DEPTHS)));
    cases.addAll(combined(write, modes, shapes(List.of(), RATES, List.of(SMALL))));
    return cases;
  }

  private static List<Case> chosenCases(BenchSettings settings) {
    return combined(
        settings.operations().isEmpty() ? List.of(Operation.WRITE) : settings.operations(),
        settings.modes().isEmpty() ? List.of(Mode.CONSISTENT) : settings.modes(),
        shapes(
            settings.depths().isEmpty() && settings.rates().isEmpty() ? DEPTHS : settings.depths(),
            settings.rates(),
            settings.payloads().isEmpty() ? List.of(SMALL) : settings.payloads()));
  }

  /** What is aimed at, and one of every other kind. */
  private static List<Case> quickCases() {
    List<Operation> write = List.of(Operation.WRITE);
    List<Operation> reads = List.of(Operation.READ, Operation.STALE_READ);
    List<Mode> consistent = List.of(Mode.CONSISTENT);
    List<Case> cases = new ArrayList<>(combined(write, consistent, small(DEPTHS)));
    List<Shape> extremes = small(List.of(1, 1_024));
    cases.addAll(combined(reads, consistent, extremes));
    cases.addAll(combined(write, List.of(Mode.AVAILABLE), extremes));
    cases.addAll(combined(write, consistent, List.of(Shape.ofDepth(1_024, 1_024))));
    cases.addAll(combined(write, consistent, List.of(Shape.ofDepth(128, 16_384))));
    return cases;
  }

  private static List<Case> ends() {
    return combined(List.of(Operation.WRITE), List.of(Mode.CONSISTENT), small(List.of(1, 1_024)));
  }

  private static List<Shape> small(List<Integer> depths) {
    return shapes(depths, List.of(), List.of(SMALL));
  }

  private static List<Shape> shapes(
      List<Integer> depths, List<Integer> rates, List<Integer> payloads) {
    List<Shape> shapes = new ArrayList<>();
    for (int payload : payloads) {
      depths.forEach(depth -> shapes.add(Shape.ofDepth(depth, payload)));
      rates.forEach(rate -> shapes.add(Shape.ofRate(rate, payload)));
    }
    return shapes;
  }

  private static List<Case> combined(
      List<Operation> operations, List<Mode> modes, List<Shape> shapes) {
    List<Case> cases = new ArrayList<>();
    for (Operation operation : operations) {
      for (Mode mode : modes) {
        shapes.forEach(shape -> cases.add(new Case(operation, mode, shape)));
      }
    }
    return cases;
  }

  private static Shape warm(int payloadBytes) {
    return Shape.ofDepth(LARGE_WARM_DEPTH, payloadBytes);
  }

  private static boolean isExtreme(Shape shape) {
    return shape.depth() == 1 || shape.depth() == 1_024;
  }

  private static List<Slot> slots(List<Case> cases, boolean map, boolean fewMaps) {
    Set<Shape> shapes = new LinkedHashSet<>();
    cases.forEach(one -> shapes.add(one.shape()));
    return shapes.stream()
        .map(
            shape ->
                Slot.of(
                    shape,
                    cases.stream(),
                    map && (!fewMaps || (shape.payloadBytes() == SMALL && isExtreme(shape)))))
        .toList();
  }
}
