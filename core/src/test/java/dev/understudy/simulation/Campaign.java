package dev.understudy.simulation;

import dev.understudy.group.Mode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Many schedules of one mode, on all processors; a schedule itself has one thread. */
final class Campaign {

  private static final int MOST_FAILURES = 20;
  private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What came of the schedules. */
  record Tally(
      Mode mode, long from, long schedules, long steps, long millis, List<Failure> failures) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s: %d schedules from seed %d, %d steps in %.1f s (%.0f schedules/s): %s",
          mode,
          schedules,
          from,
          steps,
          millis / 1000.0,
          schedules * 1000.0 / Math.max(1, millis),
          failures.isEmpty() ? "no violation" : failures.size() + " VIOLATIONS");
    }

    /** The last steps of the first failure and how to replay it, all failures, and the sum. */
    String report() {
      StringBuilder text = new StringBuilder();
      failures.stream().limit(1).forEach(first -> text.append(first.report()).append('\n'));
      failures.forEach(failure -> text.append(failure.summary()).append('\n'));
      return text.append(this).toString();
    }
  }

  private final Mode mode;
  private final long from;
  private final long seeds;
  private final BrokenRules rules;
  private final Consumer<String> progress;
  private final AtomicLong next;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong steps = new AtomicLong();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final List<Failure> failures = new ArrayList<>();
  private final long began = System.nanoTime();
  private long saidAt = began;

  Campaign(Mode mode, long from, long seeds, BrokenRules rules, Consumer<String> progress) {
    this.mode = mode;
    this.from = from;
    this.seeds = seeds;
    this.rules = rules;
    this.progress = progress;
    this.next = new AtomicLong(from);
  }

  Tally run() {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread worker = new Thread(this::work, "schedules-" + i);
      worker.start();
      workers.add(worker);
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } catch (InterruptedException e) {
      enough.set(true);
      Thread.currentThread().interrupt();
    }
    failures.sort(Comparator.comparingLong(Failure::seed));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return new Tally(mode, from, done.get(), steps.get(), millis, failures);
  }

  private void work() {
    while (!enough.get()) {
      long seed = next.getAndIncrement();
      if (seed >= from + seeds) {
        return;
      }
      try {
        note(new Simulation(seed, mode, rules, false).run());
      } catch (Error e) {
        note(notPlayed(seed, e));
      }
    }
  }

  /** A schedule that was not played to its end must not pass for one that was. */
  private Simulation.Outcome notPlayed(long seed, Error why) {
    SimulationOptions options = OptionsMaker.make(seed, mode);
    RuntimeException cause = new IllegalStateException(why);
    Failure failure = new Failure(seed, options, "is played to its end", cause, List.of());
    return new Simulation.Outcome(options, Optional.of(failure), 0, 0);
  }

  private synchronized void note(Simulation.Outcome outcome) {
    done.incrementAndGet();
    steps.addAndGet(outcome.steps());
    outcome.failure().ifPresent(failures::add);
    if (failures.size() >= MOST_FAILURES) {
      enough.set(true);
    }
    if (System.nanoTime() - saidAt > PROGRESS_NANOS) {
      saidAt = System.nanoTime();
      progress.accept(
          mode + ": " + done + " of " + seeds + " schedules, " + failures.size() + " violations");
    }
  }
}
