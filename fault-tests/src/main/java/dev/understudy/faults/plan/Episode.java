package dev.understudy.faults.plan;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Recorded;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One plan, played: clients ask, faults come and go, everything comes to rest, and is judged. */
public final class Episode {

  /**
   * What came of it.
   *
   * @param rested whether all was well again after every fault, within the bound, both sides of
   *     every cut were served as they should be, and nothing else was as it should not be
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

  private final Arena arena;
  private final Plan plan;
  private final Consumer<String> progress;
  private final Duration rest;
  private final List<FaultSpan> faults = new ArrayList<>();
  private final List<Parted> parted = new ArrayList<>();
  private final List<Due> dues = new ArrayList<>();
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
    Duration asked = Duration.ofNanos(System.nanoTime() - from);
    attempt(() -> arena.stopClients(ANSWER));
    long to = System.nanoTime();
    Aftermath.masters(arena).ifPresent(complaints::add);
    arena.isSettledWithin(CALM);
    attempt(() -> arena.readBack(ANSWER));
    complaints.addAll(Aftermath.complaints(arena, asked));
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

  /** That all is well is worth something if everybody is served again. */
  private void requireAnswers(long well) {
    Clients clients = arena.clients();
    Duration most = SideCheck.SERVES.minus(Duration.ofNanos(System.nanoTime() - well));
    if (!Patience.holdsWithin(most, () -> clients.unansweredSince(well).isEmpty())) {
      complaints.add(
          "all was well, and %d s later not one call was answered to %s"
              .formatted(
                  SideCheck.SERVES.toSeconds(), String.join(", ", clients.unansweredSince(well))));
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
    // who was told to start again had a part of the time already
    long since = brought.restored().orElse(System.nanoTime());
    boolean well = arena.isWellWithin(rest.minus(Duration.ofNanos(System.nanoTime() - since)));
    long now = System.nanoTime();
    if (!well) {
      complaints.add("not well again within " + rest.toSeconds() + " s of a fault");
    }
    long took = Duration.ofNanos(now - to).toMillis();
    progress.accept(
        String.format(
            "  %6d ms  %s  %s",
            Duration.ofNanos(to - from).toMillis(),
            String.join(", ", residents),
            well ? "well after " + took + " ms" : "NOT WELL after " + took + " ms"));
    Patience.pause(CALM);
    if (well) {
      due(fault, brought, from, now).ifPresent(dues::add);
      arena.isSettledWithin(CALM);
      requireAnswers(now);
    }
  }

  /**
   * When service was due in the course of a fault; {@link SideCheck} says it of each side of it.
   */
  private Optional<Due> due(Fault fault, Brought brought, long from, long well) {
    if (!arena.hasMasters() || !fault.kind().leavesService()) {
      return Optional.empty();
    }
    long since = brought.parted().map(Parted::toNanos).orElse(from);
    return Optional.of(new Due(fault.text(), since, well));
  }

  private Result result(Span time) {
    Mode mode = arena.setup().mode();
    Evidence evidence = Evidence.of(arena.clients().transcripts());
    Verdict verdict = Judge.judge(mode, evidence, arena.chronicle().excuses());
    parted.forEach(
        sides ->
            complaints.addAll(new SideCheck(arena.setup(), sides, evidence.calls()).complaints()));
    dues.forEach(due -> due.complaint(evidence.calls()).ifPresent(complaints::add));
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
    sentences.addAll(arena.chronicle().remarks());
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
