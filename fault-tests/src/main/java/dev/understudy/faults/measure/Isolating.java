package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Span;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * CONSISTENT: cuts the master off for ten seconds, together with a host of clients; the others keep
 * both name servers, and clients too.
 */
final class Isolating implements Measurement {

  private static final Duration LENGTH = Duration.ofSeconds(10);
  private static final Duration MERGE = Duration.ofSeconds(30);
  private static final int RATE = 75;

  /** Members, name servers and hosts with clients are all nodes of the cluster manager. */
  private static final int NODES = 7;

  private final WallClock clock = WallClock.now();

  @Override
  public Figures measure(Order order) throws IOException {
    Setup setup = new Setup(Mode.CONSISTENT, "kv", 3, 2, 2);
    Path folder = order.folderOf("isolate");
    List<Isolation> isolations = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    Ending ending;
    try (Arena arena = Arena.open(Trial.plan(setup), folder)) {
      Trial trial = Trial.begin(arena, RATE);
      for (int i = 1; i <= order.times(); i++) {
        Isolation isolation = isolate(trial, folder);
        isolations.add(isolation);
        order.say(
            "%2d of %d: server %d isolated, in sync again after %s ms (merge: %s ms)",
            i,
            order.times(),
            isolation.server(),
            Sheet.millis(isolation.untilInSync()),
            Sheet.millis(isolation.untilMerged()));
      }
      ending = trial.end();
    }
    List<IsolationFigures> figures =
        isolations.stream()
            .map(
                isolation ->
                    IsolationFigures.of(
                        isolation,
                        ending.callsOf(setup.clientHosts().get(1)),
                        ending.callsOf(setup.clientHosts().get(0))))
            .toList();
    for (int i = 0; i < figures.size(); i++) {
      String time = "time " + (i + 1) + ": ";
      figures.get(i).doubts().forEach(doubt -> doubts.add(time + doubt));
    }
    doubts.addAll(ending.doubts());
    return new Figures(List.of(summary(figures, ending)), json(figures, ending), doubts);
  }

  private Isolation isolate(Trial trial, Path folder) throws IOException {
    Arena arena = trial.arena();
    int host = arena.masterHost();
    int companion = arena.setup().clientHosts().get(0);
    Path log = arena.process(host).program().log();
    Readiness.Asked asked = Readiness.ask(arena, host, companion, folder);
    Patience.pause(Duration.ofSeconds(2));
    Span cut = trial.cut(Set.of(host, companion));
    Patience.pause(LENGTH);
    Span heal = trial.heal();
    boolean rested = trial.rest();
    asked.process().kill();
    long cutMillis = clock.wallMillis(cut.fromNanos());
    long healMillis = clock.wallMillis(heal.fromNanos());
    MergeLog merges = merged(log, cutMillis, healMillis);
    boolean split = merges.sawFewer(NODES, cutMillis, healMillis);
    return new Isolation(
        Setup.server(host),
        cut,
        heal,
        asked.readiness().wasLostBy(heal.fromNanos()),
        split,
        split ? nanos(merges.completeSince(NODES, healMillis)) : OptionalLong.empty(),
        split ? nanos(merges.mergedSince(healMillis)) : OptionalLong.empty(),
        rested ? asked.readiness().regainedSince(heal.fromNanos()) : OptionalLong.empty());
  }

  /** The log when the merge is in it, if there is one: servers are well again before that. */
  private static MergeLog merged(Path log, long cutMillis, long healMillis) throws IOException {
    MergeLog merges = MergeLog.of(Files.readAllLines(log));
    long end = System.nanoTime() + MERGE.toNanos();
    while (!merges.isSilent()
        && merges.sawFewer(NODES, cutMillis, healMillis)
        && merges.mergedSince(healMillis).isEmpty()
        && System.nanoTime() < end) {
      Patience.pause(Duration.ofMillis(500));
      merges = MergeLog.of(Files.readAllLines(log));
    }
    return merges;
  }

  private OptionalLong nanos(OptionalLong wallMillis) {
    return wallMillis.isPresent()
        ? OptionalLong.of(clock.nanos(wallMillis.getAsLong()))
        : OptionalLong.empty();
  }

  private static Sheet summary(List<IsolationFigures> figures, Ending ending) {
    String title =
        "CONSISTENT, the master isolated for %d s, %d times; %s"
            .formatted(LENGTH.toSeconds(), figures.size(), ending.verdict().what());
    Sheet sheet = new Sheet(title, "figure", "median", "worst", "known");
    List<Isolation> isolations = figures.stream().map(IsolationFigures::isolation).toList();
    sheet
        .taken(
            "cut until the majority answers, ms",
            figures.stream().map(IsolationFigures::untilAnswered))
        .taken("slowest answer of the majority, ms", figures.stream().map(IsolationFigures::worst))
        .taken("heal until in sync, ms", isolations.stream().map(Isolation::untilInSync))
        .taken(
            "- of it until its node sees all nodes, ms",
            isolations.stream().map(Isolation::untilMembership))
        .taken(
            "- of it until the cluster manager merged, ms",
            isolations.stream().map(Isolation::untilMerged))
        .taken("- of it after the merge, ms", isolations.stream().map(Isolation::ours));
    sheet.counted(
        "isolated, answered before the heal",
        figures.stream().mapToInt(IsolationFigures::answeredInIsolation));
    for (Outcome outcome : Outcome.values()) {
      sheet
          .counted(
              "majority, " + outcome.text(),
              figures.stream().mapToInt(f -> f.majority().count(outcome)))
          .counted(
              "isolated, in the end " + outcome.text(),
              figures.stream().mapToInt(f -> f.isolated().count(outcome)));
    }
    return sheet;
  }

  private static JsonObject json(List<IsolationFigures> figures, Ending ending) {
    JsonArray times = new JsonArray();
    for (IsolationFigures one : figures) {
      Isolation isolation = one.isolation();
      times.add(
          new JsonObject()
              .put("server", isolation.server())
              .put("untilAnsweredMillis", Json.millis(one.untilAnswered()))
              .put("worstLatencyMillis", Json.millis(one.worst()))
              .put("untilInSyncMillis", Json.millis(isolation.untilInSync()))
              .put("untilMembershipMillis", Json.millis(isolation.untilMembership()))
              .put("untilMergedMillis", Json.millis(isolation.untilMerged()))
              .put("oursMillis", Json.millis(isolation.ours()))
              .put("clusterManagerSplit", isolation.split())
              .put("majority", Json.counts(one.majority()))
              .put("isolated", Json.counts(one.isolated()))
              .put("answeredInIsolation", one.answeredInIsolation()));
    }
    return Json.of(ending).put("times", times);
  }
}
