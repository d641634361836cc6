package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A gateway as an HTTP client sees it. */
final class TestGateway {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** An answer. */
  record Answer(int status, HttpHeaders headers, String text) {

    JsonObject json() {
      return new JsonObject(text);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /** Requires that this is an error as it has to be. */
    void requireError(int expected, String code) {
      assertThat(status).as(text()).isEqualTo(expected);
      assertThat(header("Content-Type")).isEqualTo("application/json");
      assertThat(json().getString("code")).isEqualTo(code);
      assertThat(json().getString("message")).isNotBlank();
    }
  }

  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  TestGateway(int port) {
    this.port = port;
  }

  int port() {
    return port;
  }

  Answer get(String path) throws InterruptedException {
    return send(request(path).GET());
  }

  /** Gets it with headers, each a name followed by a value. */
  Answer getWith(String path, String... headers) throws InterruptedException {
    return send(request(path).GET().headers(headers));
  }

  /** Posts with headers, each a name followed by a value. */
  Answer post(String path, String body, String... headers) throws InterruptedException {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Asks whether a page of that origin may, as a browser does. */
  Answer preflight(String path, String origin, String method, String header)
      throws InterruptedException {
    return send(
        request(path)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", header));
  }

  /** Sends nothing with any method and one header; of a stream, takes what says how it begins. */
  Answer send(String method, String path, String header, String value) throws InterruptedException {
    HttpRequest request =
        request(path).method(method, BodyPublishers.noBody()).header(header, value).build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      response.body().close();
      return new Answer(response.statusCode(), response.headers(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answer delete(String path, String body) throws InterruptedException {
    return send(request(path).method("DELETE", BodyPublishers.ofString(body)));
  }

  /** Gets it until it is as expected. */
  JsonObject getUntil(String path, Predicate<JsonObject> expected) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE.toSeconds());
    Answer answer = get(path);
    while (answer.status() != 200 || !expected.test(answer.json())) {
      assertThat(System.nanoTime()).as("not in time: " + answer.text()).isLessThan(deadline);
      answer = get(path);
    }
    return answer.json();
  }

  /** Gets it until it is as expected. */
  String textUntil(String path, Predicate<String> expected) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE.toSeconds());
    Answer answer = get(path);
    while (answer.status() != 200 || !expected.test(answer.text())) {
      assertThat(System.nanoTime()).as("not in time: " + answer.text()).isLessThan(deadline);
      answer = get(path);
    }
    return answer.text();
  }

  /** Waits until something listens there that says that it is well. */
  void waitFor(String path) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE.toSeconds());
    boolean ready = false;
    while (!ready) {
      assertThat(System.nanoTime()).as("not in time").isLessThan(deadline);
      try {
        ready = get(path).status() == 200;
      } catch (UncheckedIOException e) {
        TimeUnit.MILLISECONDS.sleep(20); // nobody listens yet
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE);
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
