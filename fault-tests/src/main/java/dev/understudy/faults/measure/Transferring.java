package dev.understudy.faults.measure;

import dev.understudy.app.Patience;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.plan.Arena;
import dev.understudy.faults.plan.Setup;
import dev.understudy.faults.report.Calls;
import dev.understudy.faults.report.Span;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Lets a backup of a group with a large state leave and come back, so that it takes the state while
 * the others serve.
 */
final class Transferring implements Measurement {

  private static final int MEBIBYTES = 512;
  private static final long BYTES_A_MIB = 1024 * 1024;
  private static final int RATE = 100;
  private static final Duration FILL = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(8);

  @Override
  public Figures measure(Order order) throws IOException {
    Setup setup = new Setup(Mode.CONSISTENT, BulkService.class.getName(), 3, 2, 2);
    Path folder = order.folderOf("transfer");
    List<TransferFigures.Transfer> transfers = new ArrayList<>();
    Ending ending;
    try (Arena arena = Arena.open(Trial.plan(setup), folder, JvmWatch.flags(folder))) {
      BulkState state = new BulkState(arena, folder);
      state.fill(MEBIBYTES);
      arena.awaitWell(FILL);
      long written = state.checksum();
      collect(arena);
      Trial trial = Trial.begin(arena, RATE);
      for (int i = 1; i <= order.times(); i++) {
        TransferFigures.Transfer transfer = transfer(trial, state, written);
        transfers.add(transfer);
        order.say("%d of %d: %s", i, order.times(), TransferFigures.of(transfer, List.of()).told());
      }
      ending = trial.end();
    }
    List<TransferFigures> figures =
        transfers.stream().map(one -> TransferFigures.of(one, ending.allCalls())).toList();
    List<String> doubts = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      String time = "time " + (i + 1) + ": ";
      figures.get(i).doubts().forEach(doubt -> doubts.add(time + doubt));
    }
    doubts.addAll(ending.doubts());
    return new Figures(
        List.of(rates(figures, ending), memory(figures)), json(figures, ending), doubts);
  }

  /** Before anybody asks for anything, as it takes masterships. */
  private static void collect(Arena arena) throws IOException {
    for (int host : arena.setup().memberHosts()) {
      JvmWatch.collect(arena.process(host));
    }
    Patience.pause(Duration.ofSeconds(2));
    arena.awaitWell(FILL);
  }

  private static TransferFigures.Transfer transfer(Trial trial, BulkState state, long written)
      throws IOException {
    Arena arena = trial.arena();
    Path folder = state.folder();
    int master = arena.masterHost();
    int joining = (master + 1) % arena.setup().members();
    JvmWatch sender = JvmWatch.of(arena.process(master), folder);
    long quiet = System.nanoTime();
    Patience.pause(QUIET);
    long left = System.nanoTime();
    arena.leave(joining);
    arena.start(joining);
    JvmWatch receiver = JvmWatch.of(arena.process(joining), folder);
    trial.rest();
    TransferLog log = receiver.transfers();
    long sinceMillis = receiver.wallMillis(left);
    OptionalLong started = receiver.nanos(log.startedSince(sinceMillis));
    OptionalLong completed = receiver.nanos(log.completedSince(sinceMillis));
    Span time =
        new Span(started.orElse(left), Math.max(started.orElse(left), completed.orElse(left)));
    // not of the sender: so long a pause would cost it the mastership
    JvmWatch.collect(arena.process(joining));
    long read = state.checksum();
    Patience.pause(Duration.ofSeconds(2));
    EventLog events = EventLog.of(arena);
    Span since = new Span(left, System.nanoTime());
    return new TransferFigures.Transfer(
        MEBIBYTES * BYTES_A_MIB,
        new Span(quiet, left),
        started,
        completed,
        log.failuresSince(sinceMillis),
        (int) events.own(since, "master-elected").count(),
        new Contents(written, read, (int) events.own(since, "digest-mismatch").count()),
        sender.side(time, left),
        receiver.side(time, System.nanoTime()));
  }

  private static Sheet rates(List<TransferFigures> figures, Ending ending) {
    String title =
        "CONSISTENT, %d MiB to a server that joins, while clients ask %d times a second; %s"
            .formatted(MEBIBYTES, 2 * RATE, ending.verdict().what());
    Sheet sheet =
        new Sheet(
            title,
            "time",
            "MiB/s",
            "took ms",
            "given up",
            "elections",
            "failed",
            "unknown",
            "p50 before",
            "p50 during",
            "p99 before",
            "p99 during",
            "slowest during");
    for (int i = 0; i < figures.size(); i++) {
      TransferFigures one = figures.get(i);
      OptionalDouble rate = one.mebibytesPerSecond();
      sheet.row(
          i + 1,
          rate.isPresent() ? Math.round(rate.getAsDouble()) : Sheet.NONE,
          Sheet.millis(one.took()),
          one.failures(),
          one.successors(),
          one.during().count(Outcome.FAIL),
          one.during().count(Outcome.UNKNOWN),
          latency(one.before(), Calls.Latency::p50Nanos),
          latency(one.during(), Calls.Latency::p50Nanos),
          latency(one.before(), Calls.Latency::p99Nanos),
          latency(one.during(), Calls.Latency::p99Nanos),
          latency(one.during(), Calls.Latency::worstNanos));
    }
    return sheet;
  }

  private static Sheet memory(List<TransferFigures> figures) {
    Sheet sheet =
        new Sheet(
            "Memory, MiB; heap after collections; and the collector's longest pause, ms",
            "time",
            "side",
            "needed",
            "most during",
            "above",
            "process, most",
            "process, after",
            "longest pause");
    for (int i = 0; i < figures.size(); i++) {
      side(sheet, i + 1, "sender", figures.get(i).sender());
      side(sheet, i + 1, "receiver", figures.get(i).receiver());
    }
    return sheet;
  }

  private static String latency(Answered calls, ToLongFunction<Calls.Latency> figure) {
    return Sheet.fineMillis(calls.figures().latency(figure));
  }

  private static void side(Sheet sheet, int time, String name, Side side) {
    sheet.row(
        time,
        name,
        mebibytes(side.heapNeeded()),
        mebibytes(side.heapMost()),
        mebibytes(side.above()),
        mebibytes(side.residentMost()),
        mebibytes(side.residentAfter()),
        Sheet.millis(side.longestPause()));
  }

  private static String mebibytes(OptionalLong bytes) {
    return bytes.isPresent()
        ? String.format(Locale.ROOT, "%,d", bytes.getAsLong() / BYTES_A_MIB)
        : Sheet.NONE;
  }

  private static JsonObject json(List<TransferFigures> figures, Ending ending) {
    JsonArray times = new JsonArray();
    for (TransferFigures one : figures) {
      times.add(
          new JsonObject()
              .put("bytes", one.bytes())
              .put("tookMillis", Json.millis(one.took()))
              .put("givenUp", one.failures())
              .put("elections", one.successors())
              .put("sameBytes", one.contents().doubts().isEmpty())
              .put("before", latencies(one.before()))
              .put("during", latencies(one.during()))
              .put("sender", side(one.sender()))
              .put("receiver", side(one.receiver())));
    }
    return Json.of(ending).put("times", times);
  }

  private static JsonObject latencies(Answered calls) {
    Calls figures = calls.figures();
    return Json.counts(calls)
        .put("p50Millis", Json.millis(figures.latency(Calls.Latency::p50Nanos)))
        .put("p99Millis", Json.millis(figures.latency(Calls.Latency::p99Nanos)))
        .put("worstMillis", Json.millis(figures.latency(Calls.Latency::worstNanos)));
  }

  private static JsonObject side(Side side) {
    return new JsonObject()
        .put("heapNeededBytes", Json.count(side.heapNeeded()))
        .put("heapMostBytes", Json.count(side.heapMost()))
        .put("aboveBytes", Json.count(side.above()))
        .put("residentMostBytes", Json.count(side.residentMost()))
        .put("residentAfterBytes", Json.count(side.residentAfter()))
        .put("longestPauseMillis", Json.millis(side.longestPause()));
  }
}
