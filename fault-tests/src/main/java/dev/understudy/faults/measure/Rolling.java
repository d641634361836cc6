package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.lab.HostProcess;
import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Calls;
import dev.understudy.faults.report.Moment;
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
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Both modes: lets every member, and then every name server, leave in good order and start again,
 * one after the other, while clients ask five hundred times a second.
 */
final class Rolling implements Measurement {

  private static final int RATE = 500;
  private static final Duration BACK = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(50);

  @Override
  public Figures measure(Order order) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    List<String> doubts = new ArrayList<>();
    JsonArray runs = new JsonArray();
    for (Mode mode : order.modes()) {
      for (int i = 1; i <= order.times(); i++) {
        Setup setup = Setup.of(mode, "counter");
        Path folder =
            order.folderOf("rolling-%s-%d".formatted(mode.name().toLowerCase(Locale.ROOT), i));
        List<Restart> restarts = new ArrayList<>();
        Ending ending = roll(order, setup, folder, restarts);
        Span time =
            new Span(
                restarts.get(0).leaving().fromNanos(),
                restarts.get(restarts.size() - 1).well().orElseGet(System::nanoTime));
        RollingFigures figures = RollingFigures.of(restarts, time, ending.allCalls(), RATE);
        String run = mode + ", " + i + " of " + order.times() + ": ";
        figures.doubts().forEach(doubt -> doubts.add(run + doubt));
        ending.doubts().forEach(doubt -> doubts.add(run + doubt));
        sheets.add(summary(mode, figures, ending));
        runs.add(json(figures, ending).put("mode", mode.name()));
        keep(figures, folder);
      }
    }
    return new Figures(sheets, new JsonObject().put("runs", runs), doubts);
  }

  private static Ending roll(Order order, Setup setup, Path folder, List<Restart> restarts)
      throws IOException {
    try (Arena arena = Arena.open(Trial.plan(setup), folder)) {
      Trial trial = Trial.begin(arena, RATE / setup.clients());
      List<Integer> hosts = new ArrayList<>(setup.memberHosts());
      hosts.addAll(setup.nameServerHosts());
      for (int host : hosts) {
        Restart restart = restart(arena, host);
        restarts.add(restart);
        order.say(
            "%s: %s left within %s ms, exit code %d; all well after %s ms",
            setup.mode(),
            restart.name(),
            Sheet.millis(restart.leaving().nanos()),
            restart.exitCode(),
            Sheet.millis(restart.time(System.nanoTime()).nanos()));
      }
      trial.rest();
      return trial.end();
    }
  }

  private static Restart restart(Arena arena, int host) {
    HostProcess former = arena.process(host);
    long from = System.nanoTime();
    arena.leave(host);
    Span leaving = new Span(from, System.nanoTime());
    arena.start(host);
    long deadline = System.nanoTime() + BACK.toNanos();
    while (!arena.isReady(host) && System.nanoTime() < deadline) {
      Patience.pause(LOOK);
    }
    long ready = System.nanoTime();
    boolean well = arena.isReady(host) && arena.isWellWithin(BACK);
    return new Restart(
        former.program().name(),
        former.exitCode().orElse(-1),
        leaving,
        well ? wellSince(arena, ready) : OptionalLong.empty());
  }

  private static OptionalLong wellSince(Arena arena, long since) {
    return arena.chronicle().consistent().stream()
        .mapToLong(Moment::nanos)
        .filter(nanos -> nanos >= since)
        .min();
  }

  private static Sheet summary(Mode mode, RollingFigures figures, Ending ending) {
    Calls all = figures.calls().figures();
    String title =
        ("%s, all restarted under %d calls a second, %s s in all; %d failed, %d unknown %s; p99 %s"
                + " ms, slowest %s ms; %s")
            .formatted(
                mode,
                Math.round(figures.perSecond()),
                Sheet.seconds(figures.time().nanos()),
                all.failed(),
                all.unknown(),
                figures.reasons(),
                Sheet.millis(all.latency(Calls.Latency::p99Nanos)),
                Sheet.millis(all.latency(Calls.Latency::worstNanos)),
                ending.verdict().what());
    Sheet sheet =
        new Sheet(
            title,
            "restarted",
            "gone after ms",
            "well after ms",
            "answered",
            "failed",
            "unknown",
            "slowest, ms");
    for (Restart restart : figures.restarts()) {
      Answered calls = figures.of(restart);
      sheet.row(
          restart.name(),
          Sheet.millis(restart.leaving().nanos()),
          Sheet.millis(restart.time(figures.time().toNanos()).nanos()),
          calls.count(Outcome.OK),
          calls.count(Outcome.FAIL),
          calls.count(Outcome.UNKNOWN),
          Sheet.millis(calls.worst()));
    }
    return sheet;
  }

  private static JsonObject json(RollingFigures figures, Ending ending) {
    JsonArray restarts = new JsonArray();
    for (Restart restart : figures.restarts()) {
      restarts.add(
          new JsonObject()
              .put("name", restart.name())
              .put("exitCode", restart.exitCode())
              .put("goneMillis", Json.millis(OptionalLong.of(restart.leaving().nanos())))
              .put(
                  "wellMillis",
                  Json.millis(OptionalLong.of(restart.time(figures.time().toNanos()).nanos())))
              .put("calls", Json.counts(figures.of(restart)))
              .put("worstLatencyMillis", Json.millis(figures.of(restart).worst())));
    }
    JsonObject reasons = new JsonObject();
    figures.reasons().forEach(reasons::put);
    return Json.of(ending)
        .put("callsPerSecond", figures.perSecond())
        .put("totalMillis", Json.millis(OptionalLong.of(figures.time().nanos())))
        .put("calls", Json.counts(figures.calls()))
        .put("reasons", reasons)
        .put("worstLatencyMillis", Json.millis(figures.calls().worst()))
        .put("restarts", restarts);
  }

  /** What was not answered, for whoever wants to know why. */
  private static void keep(RollingFigures figures, Path folder) throws IOException {
    Files.write(
        folder.resolve("unanswered.json"),
        figures.calls().calls().stream()
            .filter(call -> call.outcome() != Outcome.OK)
            .map(call -> call.toJson().encode())
            .toList());
  }
}
