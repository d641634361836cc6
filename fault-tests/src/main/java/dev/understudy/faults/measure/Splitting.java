package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Moment;
import dev.understudy.faults.report.Span;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * AVAILABLE: parts a group of two, and a group of three, for fifteen seconds; each side has a name
 * server and clients. The one that is alone is the master at odd times, and a backup at even ones.
 */
final class Splitting implements Measurement {

  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final int RATE = 50;

  /** More times would make more diverged records than are kept. */
  static final int MOST_TIMES = 10;

  @Override
  public Figures measure(Order order) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    JsonArray shapes = new JsonArray();
    for (int members : List.of(2, 3)) {
      String shape = "1-" + (members - 1);
      Setup setup = new Setup(Mode.AVAILABLE, "counter", members, 2, 2);
      List<Split> splits = new ArrayList<>();
      Ending ending = split(order, setup, shape, splits);
      List<SplitFigures> figures = figures(setup, splits, ending);
      for (int i = 0; i < figures.size(); i++) {
        String time = shape + ", time " + (i + 1) + ": ";
        figures.get(i).doubts().forEach(doubt -> doubts.add(time + doubt));
      }
      doubts.addAll(ending.doubts());
      sheets.add(summary(shape, figures, ending));
      shapes.add(json(figures, ending).put("shape", shape));
    }
    return new Figures(sheets, new JsonObject().put("shapes", shapes), doubts);
  }

  private static Ending split(Order order, Setup setup, String shape, List<Split> splits)
      throws IOException {
    try (Arena arena = Arena.open(Trial.plan(setup), order.folderOf("splits-" + shape))) {
      Trial trial = Trial.begin(arena, RATE);
      for (int i = 1; i <= order.times(); i++) {
        int master = arena.masterHost();
        Split split = split(trial, i % 2 == 1 ? master : (master + 1) % setup.members());
        splits.add(split);
        order.say(
            "%s, %d of %d: server %d alone, one master %s ms after the heal, in sync after %s ms",
            shape,
            i,
            order.times(),
            split.lone(),
            Sheet.millis(split.untilOneMaster()),
            Sheet.millis(split.untilInSync()));
      }
      return trial.end();
    }
  }

  private static Split split(Trial trial, int lone) throws IOException {
    Arena arena = trial.arena();
    Setup setup = arena.setup();
    Span cut = trial.cut(Set.of(lone, setup.nameServerHosts().get(0), setup.clientHosts().get(0)));
    Patience.pause(LENGTH);
    Span heal = trial.heal();
    trial.rest();
    Span after = new Span(heal.fromNanos(), System.nanoTime());
    EventLog log = EventLog.of(arena);
    return new Split(
        Setup.server(lone),
        cut,
        heal,
        log.byNameServers(after, "duplicate-registration").mapToLong(EventLog.Event::nanos).min(),
        log.own(after, "master-stepped-down").mapToLong(EventLog.Event::nanos).max(),
        arena.chronicle().consistent().stream()
            .mapToLong(Moment::nanos)
            .filter(nanos -> nanos >= heal.fromNanos())
            .min(),
        log.own(after, "diverged").mapToLong(event -> event.number("records")).sum());
  }

  private static List<SplitFigures> figures(Setup setup, List<Split> splits, Ending ending) {
    return splits.stream()
        .map(
            split ->
                SplitFigures.of(
                    split,
                    ending.callsOf(setup.clientHosts().get(0)),
                    ending.callsOf(setup.clientHosts().get(1))))
        .toList();
  }

  private static Sheet summary(String shape, List<SplitFigures> figures, Ending ending) {
    String title =
        "AVAILABLE, split %s for %d s, %d times; %s"
            .formatted(shape, LENGTH.toSeconds(), figures.size(), ending.verdict().what());
    Sheet sheet = new Sheet(title, "figure", "median", "worst", "known");
    List<Split> splits = figures.stream().map(SplitFigures::split).toList();
    return sheet
        .taken("longest gap, the one, ms", figures.stream().map(f -> OptionalLong.of(f.aloneGap())))
        .taken(
            "longest gap, the others, ms",
            figures.stream().map(f -> OptionalLong.of(f.othersGap())))
        .taken("heal until a name server sees both, ms", splits.stream().map(Split::untilSeen))
        .taken(
            "from there until one master, ms", splits.stream().map(Split::fromSeenUntilOneMaster))
        .taken(
            "from there until all in sync, ms",
            splits.stream().map(Split::fromOneMasterUntilInSync))
        .taken("heal until one master, ms", splits.stream().map(Split::untilOneMaster))
        .taken("heal until all in sync, ms", splits.stream().map(Split::untilInSync))
        .counted("answered, the one", figures.stream().mapToInt(f -> f.alone().count(Outcome.OK)))
        .counted(
            "answered, the others", figures.stream().mapToInt(f -> f.others().count(Outcome.OK)))
        .counted("not answered, the one", figures.stream().mapToInt(f -> f.alone().unanswered()))
        .counted(
            "not answered, the others", figures.stream().mapToInt(f -> f.others().unanswered()))
        .counted("records handed over", splits.stream().mapToInt(split -> (int) split.diverged()));
  }

  private static JsonObject json(List<SplitFigures> figures, Ending ending) {
    JsonArray times = new JsonArray();
    for (SplitFigures one : figures) {
      Split split = one.split();
      times.add(
          new JsonObject()
              .put("lone", split.lone())
              .put("alone", Json.counts(one.alone()))
              .put("others", Json.counts(one.others()))
              .put("aloneGapMillis", Json.millis(OptionalLong.of(one.aloneGap())))
              .put("othersGapMillis", Json.millis(OptionalLong.of(one.othersGap())))
              .put("untilSeenMillis", Json.millis(split.untilSeen()))
              .put("untilOneMasterMillis", Json.millis(split.untilOneMaster()))
              .put("fromSeenUntilOneMasterMillis", Json.millis(split.fromSeenUntilOneMaster()))
              .put("untilInSyncMillis", Json.millis(split.untilInSync()))
              .put("diverged", split.diverged()));
    }
    return Json.of(ending).put("remnants", ending.remnants()).put("times", times);
  }
}
