package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.Patience;
import dev.understudy.app.tracing.OpenTelemetryTracer;
import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupClientOptions;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with a tracer each: what they tell of one request is one trace. */
class TracingTest {

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int WHOLE = 5;
  private static final String PUT = "{\"op\":\"put\",\"key\":\"a\",\"value\":\"1\"}";

  @TempDir private Path folder = Path.of("");
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void end() {
    for (Node node : nodes) {
      done(node.leave());
    }
  }

  @Test
  void oneTraceLeadsFromTheClientThroughMasterAndBackupsToTheRelease() throws IOException {
    NodeProcesses places = new NodeProcesses(folder);
    start(new JsonObject().put("nameServer", new JsonObject()), places.settings(0));
    for (int id = 1; id <= 3; id++) {
      JsonObject member =
          new JsonObject()
              .put("group", "kv")
              .put("serverId", id)
              .put("voters", new JsonArray().add(1).add(2).add(3));
      start(new JsonObject().put("members", new JsonArray().add(member)), places.settings(id));
    }
    GroupClient client =
        GroupClient.create(
            nodes.get(0).vertx(),
            new GroupClientOptions().setGroup("kv").setDeadlineMillis(LONG.toMillis()));

    // a backup that was still starting got the first ones with the state, and has no span of them
    Patience.await(
        "the spans of a client, the master, its release and both backups",
        LONG,
        () -> {
          done(client.execute(Buffer.buffer(PUT)));
          return wholeTrace().isPresent();
        });

    requireOneTree(wholeTrace().orElseThrow());
  }

  private Optional<List<SpanData>> wholeTrace() {
    return spans.getFinishedSpanItems().stream()
        .collect(Collectors.groupingBy(SpanData::getTraceId))
        .values()
        .stream()
        .filter(trace -> trace.size() == WHOLE)
        .findFirst();
  }

  private static void requireOneTree(List<SpanData> trace) {
    SpanData request = only(trace, "understudy.request");
    SpanData master = only(trace, "understudy.master");
    assertThat(request.getParentSpanContext().isValid()).isFalse();
    assertThat(master.getParentSpanId()).isEqualTo(request.getSpanId());
    assertThat(only(trace, "understudy.release").getParentSpanId()).isEqualTo(master.getSpanId());
    List<SpanData> backups =
        trace.stream().filter(span -> span.getName().equals("understudy.backup")).toList();
    assertThat(backups).hasSize(2);
    assertThat(backups)
        .allMatch(backup -> backup.getParentSpanId().equals(master.getSpanId()))
        .doesNotHaveDuplicates();
    assertThat(trace)
        .allMatch(span -> span.getStartEpochNanos() <= span.getEndEpochNanos())
        .allMatch(span -> span.getTraceId().equals(request.getTraceId()));
  }

  private static SpanData only(List<SpanData> trace, String name) {
    List<SpanData> named = trace.stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as(name).hasSize(1);
    return named.get(0);
  }

  private void start(JsonObject what, NodeSettings place) {
    JsonObject whole =
        what.put("clusterName", place.clusterName())
            .put("clusterPort", place.clusterPort())
            .put("busPort", place.busPort())
            .put("join", new JsonArray(place.join()));
    OpenTelemetryTracer tracer = new OpenTelemetryTracer(1, SimpleSpanProcessor.create(spans));
    nodes.add(
        done(
            Node.start(
                NodeSettings.parse(whole), getClass().getClassLoader(), Optional.of(tracer))));
  }

  private static <T> T done(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
