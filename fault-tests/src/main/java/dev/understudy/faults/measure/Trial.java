package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.plan.Aftermath;
import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Plan;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Span;
import dev.understudy.faults.verdict.Evidence;
import dev.understudy.faults.verdict.Judge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A cluster whose clients ask all the while, to which a measurement does what it measures. */
final class Trial {

  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration REST = Duration.ofMinutes(1);
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private final Arena arena;
  private final long from = System.nanoTime();
  private final List<String> complaints = new ArrayList<>();

  private Trial(Arena arena) {
    this.arena = arena;
  }

  /**
   * Has clients ask, on every host for clients.
   *
   * @param arena which is well, and has had no clients
   * @param rate calls a second of each host
   */
  static Trial begin(Arena arena, int rate) {
    List<Integer> hosts = arena.setup().clientHosts();
    hosts.forEach(host -> arena.startClients(host, rate, host));
    arena.clients().awaitReady(REST);
    arena.clients().order("start", CALM, transcript -> true);
    Trial trial = new Trial(arena);
    Patience.pause(CALM);
    return trial;
  }

  /** A plan without faults: an arena is opened for one. */
  static Plan plan(Setup setup) {
    return new Plan("figures", 0, setup, List.of());
  }

  Arena arena() {
    return arena;
  }

  /** Cuts some hosts off from all others; returns from when on nothing crosses any more. */
  Span cut(Set<Integer> side) {
    Set<Integer> others = new TreeSet<>();
    for (int host = 0; host < arena.setup().hosts(); host++) {
      if (!side.contains(host)) {
        others.add(host);
      }
    }
    arena.chronicle().hindered();
    return during(() -> arena.links().split(List.of(others, side)));
  }

  /** Joins them again; returns when. */
  Span heal() {
    return during(arena.links()::heal);
  }

  /** Waits until the observer finds all well, and for calm afterwards; says whether it did. */
  boolean rest() {
    boolean well = arena.isWellWithin(REST);
    Patience.pause(CALM);
    if (well) {
      arena.isSettledWithin(CALM);
    } else {
      complaints.add("not all was well again within " + REST.toSeconds() + " s");
    }
    return well;
  }

  /** Stops the clients, reads everything back, and judges. */
  Ending end() {
    Duration asked = Duration.ofNanos(System.nanoTime() - from);
    arena.stopClients(ANSWER);
    Aftermath.masters(arena).ifPresent(complaints::add);
    arena.isSettledWithin(CALM);
    arena.readBack(ANSWER);
    complaints.addAll(Aftermath.complaints(arena, asked));
    Evidence evidence = Evidence.of(arena.clients().transcripts());
    Map<Integer, List<Recorded>> calls = new TreeMap<>();
    arena.setup().clientHosts().forEach(host -> calls.put(host, calls(host)));
    return new Ending(
        Judge.judge(arena.setup().mode(), evidence, arena.chronicle().excuses()),
        calls,
        arena.clients().skipped(),
        arena.chronicle().masters(),
        arena.chronicle().consistent(),
        evidence.audit().map(Audit::remnants).orElse(List.of()).size(),
        complaints);
  }

  private List<Recorded> calls(int host) {
    return new ArrayList<>(arena.clients().transcript(Setup.clientName(host)).calls());
  }

  private static Span during(Runnable act) {
    long from = System.nanoTime();
    act.run();
    return new Span(from, System.nanoTime());
  }
}
