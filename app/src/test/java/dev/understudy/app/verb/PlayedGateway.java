package dev.understudy.app.verb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A gateway that says what a test wants, on a port of its own of the loopback address. */
public final class PlayedGateway implements AutoCloseable {

  private record Answer(int status, UnaryOperator<String> body, Map<String, String> headers) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private final List<String> lastEventIds = Collections.synchronizedList(new ArrayList<>());

  public PlayedGateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers a call, {@code "GET /api/groups"} for instance, from now on. */
  public PlayedGateway on(String call, int status, String body) {
    return on(call, status, body, Map.of());
  }

  PlayedGateway on(String call, int status, String body, Map<String, String> headers) {
    answers.put(call, new Answer(status, asked -> body, headers));
    return this;
  }

  /** Answers a call with what a function makes of its body. */
  public PlayedGateway on(String call, UnaryOperator<String> body) {
    answers.put(call, new Answer(200, body, Map.of()));
    return this;
  }

  /** The header with the token of every call; empty where there was none. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  /** The event after which each call wanted to go on; empty where it named none. */
  List<String> lastEventIds() {
    return List.copyOf(lastEventIds);
  }

  /** Every call, with its body behind it. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    authorizations.add(
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
    lastEventIds.add(
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Last-Event-ID"), ""));
    asked.add(body.isEmpty() ? call : call + " " + body);
    Answer answer = answers.getOrDefault(call, new Answer(500, asked -> "", Map.of()));
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = answer.body().apply(body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
