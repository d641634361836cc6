package dev.understudy.kubernetes.play;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has a process of clients make its first calls to somebody who only answers: clients that wait for
 * a cluster have been there for long, and what their own process takes to begin is no part of the
 * cluster's start.
 */
final class WarmUp {

  static final int CALLS = 300;
  private static final String SESSION = "warm-up";

  private WarmUp() {}

  /**
   * Makes the calls; blocks for a second or two.
   *
   * @return how many were answered as they should be
   */
  static int of(HttpClient http) throws IOException, InterruptedException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    server.createContext("/", WarmUp::answer);
    server.start();
    try {
      Endpoints endpoints = new Endpoints();
      int port = server.getAddress().getPort();
      endpoints.become(List.of(URI.create("http://" + here.getHostAddress() + ":" + port)));
      SessionClient client = new SessionClient(http, endpoints, "none", "k", why -> {});
      int answered = 0;
      for (int i = 0; i < CALLS; i++) {
        answered += client.call().isAcknowledged() ? 1 : 0;
      }
      return answered;
    } finally {
      server.stop(0);
    }
  }

  /** A session for whoever wants one, and for a write the value that was there before. */
  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String sequence = exchange.getRequestHeaders().getFirst("Understudy-Sequence");
    JsonObject answer =
        sequence == null
            ? new JsonObject().put("session", SESSION)
            : new JsonObject().put("previous", previous(Long.parseLong(sequence)));
    byte[] body = answer.encode().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(sequence == null ? 201 : 200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static @Nullable String previous(long sequence) {
    return sequence == 0 ? null : "" + (sequence - 1);
  }
}
