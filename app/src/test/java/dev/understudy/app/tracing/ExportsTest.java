package dev.understudy.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.group.Epoch;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.wire.tracing.OpenSpans;
import dev.understudy.wire.tracing.RequestTrace;
import dev.understudy.wire.tracing.Stage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans on their way to a collector: what arrives there by HTTP. */
class ExportsTest {

  private record Post(String path, String type, Buffer body) {}

  private static final SessionId SESSION = new SessionId(new EntryKey(Epoch.NONE, 7));

  private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
  private final HttpServer collector = start();

  private HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::take);
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void listen() {
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void whatIsNotExportedYetArrivesBeforeTheEnd() {
    String url = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    OpenTelemetryTracer tracer = new OpenTelemetryTracer(1, Exports.toCollector(url));
    OpenSpans spans = new OpenSpans(tracer, "orders", OpenSpans.CLIENT);
    spans.beginRequest(SESSION, 1);
    spans.end(Stage.REQUEST, SESSION, 1);

    tracer.close();

    assertThat(posts).hasSize(1);
    Post post = posts.element();
    assertThat(post.path()).isEqualTo("/v1/traces");
    assertThat(post.type()).isEqualTo("application/x-protobuf");
    String body = post.body().toString(StandardCharsets.ISO_8859_1);
    assertThat(body).contains("understudy.request").contains("orders");
    byte[] id = HexFormat.of().parseHex(RequestTrace.of("orders", SESSION, 1).id());
    assertThat(body)
        .as("the id of the trace")
        .contains(new String(id, StandardCharsets.ISO_8859_1));
  }

  @Test
  void nobodyWaitsForACollectorThatIsGone() {
    String url = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
    collector.stop(0);
    OpenTelemetryTracer tracer = new OpenTelemetryTracer(1, Exports.toCollector(url));
    OpenSpans spans = new OpenSpans(tracer, "orders", OpenSpans.CLIENT);

    for (int i = 1; i <= 20_000; i++) {
      spans.beginRequest(SESSION, i);
      spans.end(Stage.REQUEST, SESSION, i);
    }

    tracer.close();
    assertThat(posts).isEmpty();
  }

  private void take(HttpExchange exchange) throws IOException {
    Buffer body = Buffer.buffer(exchange.getRequestBody().readAllBytes());
    posts.add(
        new Post(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            body));
    exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, -1);
    exchange.close();
  }
}
