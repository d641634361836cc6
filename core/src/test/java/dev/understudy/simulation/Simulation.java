package dev.understudy.simulation;

import dev.understudy.group.Mode;
import dev.understudy.group.Role;
import dev.understudy.simulation.history.LinearizabilityChecker;
import dev.understudy.simulation.history.Operation;
import dev.understudy.simulation.invariant.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One schedule: faults for a while, then everything heals, the group must converge and serve, and
 * what the clients saw must be what they were promised. Everything follows from the seed.
 */
final class Simulation {

  /** Lines of the trace that a failure shows. */
  static final int LINES_KEPT = 60;

  /** After the last fault a group must be whole again within this time. */
  static final long CONVERGENCE_MILLIS = 20_000;

  private static final String NEW_REQUESTS = "new requests succeed";
  private static final long LOOK_MILLIS = 50;
  private static final int LOOKS_IN_A_ROW = 6;
  private static final long LAST_WORDS_MILLIS = 3_000;

  /** What came of a schedule. */
  record Outcome(
      SimulationOptions options, Optional<Failure> failure, long convergedMillis, long steps) {}

  private final long seed;
  private final SimulationOptions options;
  private final World world;
  private long convergedMillis;

  Simulation(long seed, Mode mode, BrokenRules rules, boolean spoken) {
    this(seed, OptionsMaker.make(seed, mode), rules, spoken);
  }

  /** A schedule of other options than its seed would choose. */
  Simulation(long seed, SimulationOptions options, BrokenRules rules, boolean spoken) {
    this.seed = seed;
    this.options = options;
    this.world = new World(seed, options, rules, spoken);
  }

  static Outcome run(long seed, Mode mode) {
    return new Simulation(seed, mode, BrokenRules.NONE, false).run();
  }

  Outcome run() {
    Optional<Failure> failure = Optional.empty();
    try {
      play();
    } catch (Violation violation) {
      failure = Optional.of(failure(violation.invariant(), violation));
    } catch (RuntimeException e) {
      failure = Optional.of(failure("no machine throws", e));
    }
    return new Outcome(options, failure, convergedMillis, world.steps());
  }

  private void play() {
    world.nursery().startAll();
    world.clients().forEach(SimulatedClient::begin);
    new Faults(world).begin();
    world.agenda().runTo(options.climate().faultMillis() * Agenda.MILLI);
    world.note("world", () -> "heals");
    world.beginHealing();
    Convergence convergence = new Convergence(world);
    converge(convergence);
    awaitClients();
    haveLastWords();
    converge(convergence);
    checkHistories();
  }

  private void converge(Convergence convergence) {
    long began = world.agenda().now();
    long end = began + CONVERGENCE_MILLIS * Agenda.MILLI;
    int good = 0;
    while (good < LOOKS_IN_A_ROW) {
      world.agenda().runTo(world.agenda().now() + LOOK_MILLIS * Agenda.MILLI);
      Optional<String> missing = convergence.missing();
      good = missing.isEmpty() ? good + 1 : 0;
      if (missing.isPresent() && world.agenda().now() > end) {
        throw new Violation("converges", missing.get());
      }
    }
    convergedMillis = (world.agenda().now() - began) / Agenda.MILLI;
  }

  private void haveLastWords() {
    world.clients().forEach(SimulatedClient::beginLastWords);
    awaitClients();
    world.clients().stream()
        .filter(client -> client.failures() > 0)
        .forEach(
            client -> {
              throw new Violation(NEW_REQUESTS, client + " was refused");
            });
  }

  private void awaitClients() {
    long end = world.agenda().now() + LAST_WORDS_MILLIS * Agenda.MILLI;
    while (!world.clients().stream().allMatch(SimulatedClient::isDone)) {
      if (world.agenda().now() > end) {
        throw new Violation(NEW_REQUESTS, "clients wait: " + world.clients());
      }
      world.agenda().runTo(world.agenda().now() + LOOK_MILLIS * Agenda.MILLI);
    }
  }

  private void checkHistories() {
    if (world.guard().doubtsStates()) {
      return;
    }
    if (world.group().isConsistent()) {
      List<Operation> history = new ArrayList<>();
      world.clients().forEach(client -> history.addAll(client.seen()));
      LinearizabilityChecker.check(history)
          .ifPresent(
              violation -> {
                throw new Violation("histories are linearizable", violation.toString());
              });
    }
    world.processes().stream()
        .filter(process -> process.role() == Role.MASTER)
        .forEach(
            master -> {
              world.ledger().check(master.life());
              world.ledger().checkOrder(master.life());
            });
  }

  private Failure failure(String invariant, RuntimeException cause) {
    return new Failure(seed, options, invariant, cause, world.trace().last());
  }
}
