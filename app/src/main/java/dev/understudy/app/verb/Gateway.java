package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The HTTP API of a running group, at the first of some endpoints that can be reached.
 *
 * <p>The next endpoint is tried only while nothing was sent: a request whose connection broke may
 * have been executed, and is never sent twice.
 */
public final class Gateway {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /** So that the client's own time-outs, which say more, come first. */
  private static final long SPARE_MILLIS = 100;

  private final List<URI> endpoints;
  private final Duration timeout;
  private final Optional<String> token;
  private final HttpClient client;

  /**
   * @param endpoints base addresses: {@code http://host:port}
   * @param timeout for one answer
   */
  public Gateway(List<URI> endpoints, Duration timeout) {
    this(endpoints, timeout, Optional.empty());
  }

  /**
   * Likewise, at a gateway that wants a token.
   *
   * @throws Failure if it can be none
   */
  public Gateway(List<URI> endpoints, Duration timeout, Optional<String> token) {
    this.token = token.map(Gateway::required);
    this.endpoints = endpoints.stream().map(Gateway::base).toList();
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT)
            .build();
  }

  /** The path of a group's resource: {@code /api/groups/kv/requests}. */
  public static String path(String group, String... rest) {
    StringBuilder path = new StringBuilder("/api/groups/").append(encoded(group));
    for (String part : rest) {
      path.append('/').append(part);
    }
    return path.toString();
  }

  /** How long an answer is waited for. */
  Duration timeout() {
    return timeout;
  }

  /** Gets it, or fails with what the gateway said against it. */
  public Reply get(String path) {
    return require(exchange("GET", path, BodyPublishers.noBody()));
  }

  /** Likewise, with something to do. */
  public Reply post(String path, Buffer body) {
    return require(exchange("POST", path, BodyPublishers.ofByteArray(body.getBytes())));
  }

  /** Likewise, with something to remove; a body may say which. */
  public Reply delete(String path, Buffer body) {
    BodyPublisher publisher =
        body.length() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.getBytes());
    return require(exchange("DELETE", path, publisher));
  }

  /**
   * Opens a stream of server-sent events, which goes on until it is closed.
   *
   * @param seen the id of the event after which it is to begin
   */
  public InputStream events(String path, Optional<String> seen) {
    HttpResponse<InputStream> response =
        first(
            path,
            request -> {
              request.GET().header("Accept", "text/event-stream");
              seen.ifPresent(id -> request.header("Last-Event-ID", id));
            },
            BodyHandlers.ofInputStream());
    if (response.statusCode() == HttpURLConnection.HTTP_OK) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      Buffer said = Buffer.buffer(body.readAllBytes());
      throw Refusals.failure(new Reply(response.statusCode(), response.headers(), said));
    } catch (IOException e) {
      throw Failure.error("the gateway answered with status " + response.statusCode());
    }
  }

  private Reply exchange(String method, String path, BodyPublisher body) {
    HttpResponse<byte[]> response =
        first(
            path,
            request -> request.method(method, body).header("Accept", "application/json"),
            BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.headers(), Buffer.buffer(response.body()));
  }

  /** What the first endpoint answers that can be reached. */
  private <T> HttpResponse<T> first(
      String path, Consumer<HttpRequest.Builder> asked, BodyHandler<T> handler) {
    List<String> tried = new ArrayList<>();
    for (URI endpoint : endpoints) {
      HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path)).timeout(timeout);
      asked.accept(request);
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      Optional<HttpResponse<T>> response = sent(endpoint, request.build(), handler);
      if (response.isPresent()) {
        return response.get();
      }
      tried.add(endpoint.toString());
    }
    throw new Failure(
        ExitCode.UNREACHABLE,
        "unreachable",
        "no gateway answers at "
            + String.join(", ", tried)
            + "; start a node with --http, or name another with --endpoint");
  }

  /** Empty if there is nobody to talk to. */
  private <T> Optional<HttpResponse<T>> sent(
      URI endpoint, HttpRequest request, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      // the time-out of a request ends with the headers; a body may stall after them
      return Optional.of(answer.get(timeout.toMillis() + SPARE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return failed(endpoint, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw late(endpoint);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private static <T> Optional<HttpResponse<T>> failed(URI endpoint, Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return Optional.empty();
    }
    if (cause instanceof HttpTimeoutException) {
      throw late(endpoint);
    }
    if (cause instanceof IOException) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "connection-lost",
          "the connection to " + endpoint + " broke; outcome unknown");
    }
    throw new IllegalStateException("the call to " + endpoint + " failed", cause);
  }

  private static Failure late(URI endpoint) {
    return new Failure(
        ExitCode.NO_ANSWER, "timeout", endpoint + " has not answered in time; outcome unknown");
  }

  private static Reply require(Reply reply) {
    if (!reply.isOk()) {
      throw Refusals.failure(reply);
    }
    return reply;
  }

  private static String required(String token) {
    if (!token.matches("[A-Za-z0-9._~+/=-]+")) {
      throw Failure.usage("the token to show to the gateway can be none");
    }
    return token;
  }

  private static URI base(URI endpoint) {
    String scheme = endpoint.getScheme();
    if (endpoint.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw Failure.usage("'" + endpoint + "' is no endpoint; write it like http://127.0.0.1:8080");
    }
    return endpoint;
  }

  /** A name as a part of an address. */
  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
