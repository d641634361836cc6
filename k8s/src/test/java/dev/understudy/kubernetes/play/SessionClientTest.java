package dev.understudy.kubernetes.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client makes of the answers that it gets. */
class SessionClientTest {

  private static final String SESSION = "{\"session\": \"s\"}";

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<String> again = new ArrayList<>();
  private final Endpoints endpoints = new Endpoints();
  private final SessionClient client =
      new SessionClient(HttpClient.newHttpClient(), endpoints, "kv", "k", again::add);
  private @Nullable HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer gateway = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server = gateway;
    gateway.createContext("/", this::answer);
    gateway.start();
    int port = gateway.getAddress().getPort();
    endpoints.become(List.of(URI.create("http://" + here.getHostAddress() + ":" + port)));
    answers.add(new Answer(201, SESSION));
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void whatPassesIsSentAgainAndItIsToldWhy() throws InterruptedException {
    answers.add(new Answer(503, "{}"));
    answers.add(new Answer(429, "{}"));
    answers.add(previous(null));
    assertThat(client.call()).isEqualTo(Outcome.ACKNOWLEDGED);
    assertThat(again).containsExactly("503", "429");
  }

  @Test
  void aWriteThatWasLostIsWrongAndNotLate() throws InterruptedException {
    answers.add(previous(null));
    answers.add(previous(null));
    assertThat(client.call().kind()).isEqualTo(Outcome.Kind.ACKNOWLEDGED);
    assertThat(client.call()).isEqualTo(Outcome.wrong("found null where 0 was written"));
    assertThat(again).isEmpty();
  }

  @Test
  void aRefusalIsWrong() throws InterruptedException {
    answers.add(new Answer(410, "{}"));
    assertThat(client.call()).isEqualTo(Outcome.wrong("410 {}"));
  }

  @Test
  void aClientThatForgetsExpectsNothingToBeThere() throws InterruptedException {
    answers.add(previous(null));
    answers.add(new Answer(201, SESSION));
    answers.add(previous(null));
    assertThat(client.call().isAcknowledged()).isTrue();
    client.forget();
    assertThat(client.call().isAcknowledged()).isTrue();
  }

  private static Answer previous(@Nullable String value) {
    return new Answer(200, new JsonObject().put("previous", value).encode());
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    Answer answer = answers.remove();
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private record Answer(int status, String body) {}
}
