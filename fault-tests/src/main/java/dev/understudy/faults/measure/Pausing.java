package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.lab.HostProcess;
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
import java.util.Locale;
import java.util.OptionalLong;

/** Both modes: stops the process of the master for a moment, and lets it go on. */
final class Pausing implements Measurement {

  /** The first is none, to compare with. */
  private static final List<Long> LENGTHS = List.of(0L, 200L, 500L, 1_000L, 2_000L, 5_000L);

  private static final int RATE = 75;
  private static final int LOOKS = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

  @Override
  public Figures measure(Order order) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    JsonArray modes = new JsonArray();
    for (Mode mode : order.modes()) {
      Setup setup = Setup.of(mode, mode == Mode.CONSISTENT ? "kv" : "counter");
      List<StandStill> pauses = new ArrayList<>();
      Ending ending = pause(order, setup, pauses);
      List<PauseFigures> figures =
          pauses.stream().map(pause -> PauseFigures.of(pause, ending.allCalls())).toList();
      for (PauseFigures one : figures) {
        String time = "%s, %d ms: ".formatted(mode, one.pause().millis());
        one.doubts().forEach(doubt -> doubts.add(time + doubt));
      }
      doubts.addAll(ending.doubts());
      sheets.add(summary(mode, figures, ending));
      modes.add(json(figures, ending).put("mode", mode.name()));
    }
    return new Figures(sheets, new JsonObject().put("modes", modes), doubts);
  }

  private static Ending pause(Order order, Setup setup, List<StandStill> pauses)
      throws IOException {
    String name = "pauses-" + setup.mode().name().toLowerCase(Locale.ROOT);
    try (Arena arena = Arena.open(Trial.plan(setup), order.folderOf(name))) {
      Trial trial = Trial.begin(arena, RATE);
      for (int i = 1; i <= order.times(); i++) {
        for (long millis : LENGTHS) {
          StandStill pause = pause(trial, millis);
          pauses.add(pause);
          order.say(
              "%s, %d of %d: server %d stood still for %,d ms, %d successors",
              setup.mode(), i, order.times(), pause.server(), millis, pause.successors());
        }
      }
      return trial.end();
    }
  }

  private static StandStill pause(Trial trial, long millis) throws IOException {
    Arena arena = trial.arena();
    int host = arena.masterHost();
    HostProcess process = arena.process(host);
    boolean stopped = false;
    long from = System.nanoTime();
    if (millis > 0) {
      process.pause();
      stopped = isSeenStopped(process);
      Duration passed = Duration.ofNanos(System.nanoTime() - from);
      Patience.pause(Duration.ofMillis(millis).minus(passed));
      process.resume();
    }
    Span time = new Span(from, System.nanoTime());
    trial.rest();
    OptionalLong well =
        arena.chronicle().consistent().stream()
            .mapToLong(Moment::nanos)
            .filter(nanos -> nanos >= time.toNanos())
            .min();
    Span window = PauseFigures.window(time, well.orElse(0));
    int successors =
        (int)
            EventLog.of(arena)
                .own(window, "master-elected")
                .filter(event -> event.server() != Setup.server(host))
                .count();
    return new StandStill(Setup.server(host), millis, time, stopped, successors, well);
  }

  private static boolean isSeenStopped(HostProcess process) {
    for (int i = 0; i < LOOKS; i++) {
      if (process.isStopped()) {
        return true;
      }
      Patience.pause(BETWEEN_LOOKS);
    }
    return false;
  }

  private static Sheet summary(Mode mode, List<PauseFigures> figures, Ending ending) {
    Sheet sheet =
        new Sheet(
            mode + ", the master stands still; " + ending.verdict().what(),
            "for ms",
            "times",
            "fail-overs",
            "calls",
            "failed",
            "unknown",
            "over 100 ms",
            "slowest, ms");
    for (long millis : LENGTHS) {
      List<PauseFigures> of = of(figures, millis);
      sheet.row(
          millis,
          of.size(),
          of.stream().filter(PauseFigures::isFailover).count(),
          of.stream().mapToInt(one -> one.calls().calls().size()).sum(),
          of.stream().mapToInt(one -> one.calls().count(Outcome.FAIL)).sum(),
          of.stream().mapToInt(one -> one.calls().count(Outcome.UNKNOWN)).sum(),
          of.stream().mapToInt(PauseFigures::delayed).sum(),
          Sheet.millis(
              of.stream()
                  .map(one -> one.calls().worst())
                  .flatMapToLong(OptionalLong::stream)
                  .max()));
    }
    return sheet;
  }

  private static List<PauseFigures> of(List<PauseFigures> figures, long millis) {
    return figures.stream().filter(one -> one.pause().millis() == millis).toList();
  }

  private static JsonObject json(List<PauseFigures> figures, Ending ending) {
    JsonArray times = new JsonArray();
    for (PauseFigures one : figures) {
      times.add(
          new JsonObject()
              .put("server", one.pause().server())
              .put("pauseMillis", one.pause().millis())
              .put("successors", one.pause().successors())
              .put("calls", Json.counts(one.calls()))
              .put("delayed", one.delayed())
              .put("worstLatencyMillis", Json.millis(one.calls().worst())));
    }
    return Json.of(ending).put("times", times);
  }
}
