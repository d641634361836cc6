package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Transcript;
import dev.understudy.faults.plan.Brought.Parted;
import dev.understudy.faults.report.Conclusion;
import dev.understudy.faults.report.FaultSpan;
import dev.understudy.faults.report.Finding;
import dev.understudy.faults.report.Outcome;
import dev.understudy.faults.report.RunData;
import dev.understudy.faults.report.Sample;
import dev.understudy.faults.report.Span;
import dev.understudy.faults.verdict.Evidence;
import dev.understudy.faults.verdict.Judge;
import dev.understudy.faults.verdict.Losses;
import dev.understudy.faults.verdict.Verdict;
import dev.understudy.group.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One plan, played: clients ask, faults come and go, everything comes to rest, and is judged. */
public final class Episode {

  /**
   * What came of it.
   *
   * @param rested whether all was well again after every fault, within the bound, and both sides of
   *     every cut were served as they should be
   * @param losses acknowledged writes that are gone, or were counted twice
   */
  public record Result(
      RunData data,
      Verdict verdict,
      boolean rested,
      List<Recorded> calls,
      List<String> events,
      Losses losses) {

    /** Whether nothing was wrong. */
    public boolean isGood() {
      return data.conclusion().finding() == Finding.KEPT;
    }
  }

  static final String VIOLATION = "violation.html";

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(10);

  private final Arena arena;
  private final Plan plan;
  private final Consumer<String> progress;
  private final Duration rest;
  private final List<FaultSpan> faults = new ArrayList<>();
  private final List<Parted> parted = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * A plan on an arena that is well, and has had no clients.
   *
   * @param progress is told what happens, for people
   */
  public Episode(Arena arena, Plan plan, Consumer<String> progress) {
    this(arena, plan, progress, REST);
  }

  /**
   * As {@link #Episode(Arena, Plan, Consumer)}.
   *
   * @param rest within which all has to be well again after a fault
   */
  public Episode(Arena arena, Plan plan, Consumer<String> progress, Duration rest) {
    this.arena = arena;
    this.plan = plan;
    this.progress = progress;
    this.rest = rest;
  }

  /**
   * Plays.
   *
   * @param rate calls a second, of all clients together
   */
  public Result play(int rate) {
    List<Integer> hosts = arena.setup().clientHosts();
    hosts.forEach(host -> arena.startClients(host, rate / hosts.size(), plan.seed() + host));
    arena.clients().awaitReady(START);
    long from = System.nanoTime();
    arena.clients().order("start", CALM, transcript -> true);
    Patience.pause(CALM);
    attempt(this::playFaults);
    attempt(() -> arena.stopClients(ANSWER));
    long to = System.nanoTime();
    attempt(() -> arena.readBack(ANSWER));
    requireOneMaster();
    return result(new Span(from, to));
  }

  /** Where something cannot be done, what was asked and answered so far is kept and judged. */
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      complaints.add("it could not be played to its end: " + e.getMessage());
    }
  }

  private void playFaults() {
    FaultMaker maker = new FaultMaker(arena);
    try {
      for (Fault fault : plan.faults()) {
        play(fault, maker);
      }
    } finally {
      // a fault that failed half-way has not undone itself
      arena.links().heal();
    }
  }

  /** Also where nobody looks: each server says by itself that it is the master, or not any more. */
  private void requireOneMaster() {
    Chronicle chronicle = arena.chronicle();
    if (chronicle.hasHadMasters() && !Patience.holdsWithin(END, () -> chronicle.reigning() == 1)) {
      complaints.add(chronicle.reigning() + " servers hold themselves for the master at the end");
    }
  }

  private void play(Fault fault, FaultMaker maker) {
    progress.accept(fault.text() + ": " + fault.kind().story());
    long from = System.nanoTime();
    Brought brought = maker.make(fault);
    long to = brought.overNanos(System.nanoTime());
    List<String> residents = brought.hosts().stream().map(arena.setup()::resident).toList();
    faults.add(new FaultSpan(fault.text(), fault.kind().story(), from, to, residents));
    brought.parted().ifPresent(parted::add);
    complaints.addAll(brought.complaints());
    boolean well = arena.isWellWithin(rest);
    if (!well) {
      complaints.add("not well again within " + rest.toSeconds() + " s of a fault");
    }
    long took = Duration.ofNanos(System.nanoTime() - to).toMillis();
    progress.accept(
        String.format(
            "  %6d ms  %s  %s",
            Duration.ofNanos(to - from).toMillis(),
            String.join(", ", residents),
            well ? "well after " + took + " ms" : "NOT WELL after " + took + " ms"));
    Patience.pause(CALM);
  }

  private Result result(Span time) {
    Mode mode = arena.setup().mode();
    Evidence evidence = Evidence.of(arena.clients().transcripts());
    arena.clients().transcripts().stream()
        .map(Transcript::auditFailure)
        .filter(failure -> !failure.isEmpty())
        .distinct()
        .forEach(failure -> complaints.add("reading the final state: " + failure));
    Verdict verdict = Judge.judge(mode, evidence, arena.chronicle().excuses());
    parted.forEach(
        sides ->
            complaints.addAll(new SideCheck(arena.setup(), sides, evidence.calls()).complaints()));
    List<Sample> samples = evidence.calls().stream().map(Episode::sample).toList();
    RunData data =
        new RunData(
            plan.name(),
            plan.seed(),
            mode.name(),
            arena.setup().toString(),
            RunData.REAL,
            time,
            faults,
            samples,
            arena.clients().skipped(),
            arena.chronicle().masters(),
            arena.chronicle().consistent(),
            conclusion(verdict));
    return new Result(
        data,
        verdict,
        complaints.isEmpty(),
        evidence.calls(),
        arena.chronicle().events(),
        Losses.of(evidence));
  }

  private Conclusion conclusion(Verdict verdict) {
    Finding finding = Finding.BROKEN;
    if (verdict instanceof Verdict.Kept) {
      finding = complaints.isEmpty() ? Finding.KEPT : Finding.BROKEN;
    } else if (verdict instanceof Verdict.Undecided) {
      finding = Finding.UNDECIDED;
    }
    List<String> sentences = new ArrayList<>(List.of(verdict.what()));
    sentences.addAll(complaints);
    String page = verdict instanceof Verdict.Broken ? plan.folder() + "/" + VIOLATION : "";
    return new Conclusion(finding, String.join("; ", sentences), page);
  }

  /** A call, as the report sees it. */
  public static Sample sample(Recorded call) {
    Outcome outcome =
        switch (call.outcome()) {
          case OK -> Outcome.OK;
          case FAIL -> Outcome.FAILED;
          case UNKNOWN -> Outcome.UNKNOWN;
        };
    OptionalInt sends = call.answer().sends();
    int retries = sends.isPresent() ? Math.max(0, sends.getAsInt() - 1) : Sample.RETRIES_NOT_KNOWN;
    return new Sample(call.from(), call.to(), outcome, retries);
  }
}
