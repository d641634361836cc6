package dev.understudy.faults.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The report as one document; {@code docs/fault-report.md} says what each name means. Times are
 * milliseconds from the begin of the run, with microseconds after the point; what is not known is
 * {@code null}.
 */
final class ReportJson {

  /** Counted up when a name changes its meaning. */
  static final int FORMAT = 2;

  private ReportJson() {}

  static JsonObject of(List<RunFigures> runs) {
    return new JsonObject()
        .put("format", FORMAT)
        .put("runs", array(runs, ReportJson::run))
        .put("kinds", array(FaultKind.of(runs), ReportJson::kind));
  }

  private static JsonObject run(RunFigures figures) {
    RunData run = figures.run();
    return new JsonObject()
        .put("plan", run.plan())
        .put("seed", run.seed())
        .put("mode", run.mode())
        .put("setup", run.setup())
        .put("control", run.control())
        .put("durationMillis", Millis.of(run.time().nanos()))
        .put("conclusion", conclusion(run.conclusion()))
        .put("requests", requests(figures.calls()))
        .put("skippedRequests", run.skipped())
        .put("latencyMillis", latency(figures.calls()))
        .put("withoutMasterMillis", orNull(run.totalOf(figures.withoutMaster())))
        .put("longestWithoutMasterMillis", orNull(figures.longestWithoutMasterNanos()))
        .put("severalMastersMillis", orNull(run.totalOf(figures.severalMasters())))
        .put("severalMastersAtEndMillis", orNull(figures.severalAtEndNanos()))
        .put("untilConsistentMillis", orNull(figures.untilConsistentNanos()))
        .put("faults", array(figures.faults(), fault -> fault(fault, run)))
        .put("masters", array(run.masters(), master -> master(master, run)))
        .put("withoutMaster", array(figures.withoutMaster(), span -> span(span, run)))
        .put("severalMasters", array(figures.severalMasters(), span -> span(span, run)))
        .put("consistentAtMillis", array(run.consistent(), moment -> since(run, moment.nanos())))
        .put("timeline", timeline(figures.timeline()));
  }

  private static JsonObject conclusion(Conclusion conclusion) {
    return new JsonObject()
        .put("finding", conclusion.finding().name())
        .put("text", conclusion.text())
        .put("page", conclusion.page());
  }

  private static JsonObject fault(FaultFigures figures, RunData run) {
    FaultSpan fault = figures.fault();
    return new JsonObject()
        .put("what", fault.what())
        .put("story", fault.story())
        .put("hosts", new JsonArray(fault.hosts()))
        .put("fromMillis", since(run, fault.fromNanos()))
        .put("toMillis", since(run, fault.toNanos()))
        .put("window", span(figures.window(), run))
        .put("withoutMasterMillis", orNull(figures.withoutMasterNanos()))
        .put("severalMastersMillis", orNull(figures.severalMastersNanos()))
        .put("untilConsistentMillis", orNull(figures.untilConsistentNanos()))
        .put("requests", requests(figures.calls()))
        .put("latencyMillis", latency(figures.calls()));
  }

  private static JsonObject master(MasterSpan master, RunData run) {
    return new JsonObject()
        .put("server", master.server())
        .put("epoch", master.epoch())
        .put("fromMillis", since(run, master.fromNanos()))
        .put("toMillis", since(run, master.toNanos()));
  }

  private static JsonObject span(Span span, RunData run) {
    return new JsonObject()
        .put("fromMillis", since(run, span.fromNanos()))
        .put("toMillis", since(run, span.toNanos()));
  }

  private static JsonObject requests(Calls calls) {
    JsonObject requests =
        new JsonObject()
            .put("ok", calls.ok())
            .put("failed", calls.failed())
            .put("unknown", calls.unknown());
    calls
        .retried()
        .ifPresentOrElse(
            count -> requests.put("retried", count), () -> requests.putNull("retried"));
    return requests;
  }

  private static JsonObject latency(Calls calls) {
    return new JsonObject()
        .put("p50", percentile(calls, Calls.Latency::p50Nanos))
        .put("p99", percentile(calls, Calls.Latency::p99Nanos))
        .put("worst", percentile(calls, Calls.Latency::worstNanos));
  }

  private static JsonObject timeline(Timeline timeline) {
    List<Calls> buckets = timeline.buckets();
    return new JsonObject()
        .put("bucketMillis", Millis.of(timeline.bucketNanos()))
        .put("ok", array(buckets, Calls::ok))
        .put("failed", array(buckets, Calls::failed))
        .put("unknown", array(buckets, Calls::unknown))
        .put("p50", array(buckets, calls -> percentile(calls, Calls.Latency::p50Nanos)))
        .put("p99", array(buckets, calls -> percentile(calls, Calls.Latency::p99Nanos)))
        .put("worst", array(buckets, calls -> percentile(calls, Calls.Latency::worstNanos)));
  }

  private static JsonObject kind(FaultKind kind) {
    return new JsonObject()
        .put("what", kind.what())
        .put("mode", kind.mode())
        .put("times", kind.times())
        .put("withoutMasterMillis", statistic(kind.withoutMaster()))
        .put("severalMastersMillis", statistic(kind.severalMasters()))
        .put("untilConsistentMillis", statistic(kind.untilConsistent()))
        .put("notSeenConsistent", kind.notSeenConsistent())
        .put("failed", kind.failed())
        .put("unknown", kind.unknown())
        .put("worstLatencyMillis", orNull(kind.worstLatencyNanos()));
  }

  private static @Nullable JsonObject statistic(Optional<Statistic> statistic) {
    return statistic
        .map(
            found ->
                new JsonObject()
                    .put("median", Millis.of(found.medianNanos()))
                    .put("worst", Millis.of(found.worstNanos())))
        .orElse(null);
  }

  private static <T> JsonArray array(List<T> items, Function<T, ? extends @Nullable Object> item) {
    JsonArray array = new JsonArray();
    items.forEach(one -> array.add(item.apply(one)));
    return array;
  }

  private static @Nullable Double percentile(
      Calls calls, ToLongFunction<Calls.Latency> percentile) {
    return orNull(calls.latency(percentile));
  }

  private static @Nullable Double orNull(OptionalLong nanos) {
    return nanos.isPresent() ? Millis.of(nanos.getAsLong()) : null;
  }

  private static double since(RunData run, long nanos) {
    return Millis.of(nanos - run.time().fromNanos());
  }
}
