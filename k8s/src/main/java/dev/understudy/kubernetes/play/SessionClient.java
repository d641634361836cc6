package dev.understudy.kubernetes.play;

import dev.understudy.app.verb.Gateway;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A client of the gateway behind the Service, one call after the other, each under a session and a
 * sequence, so that it can be repeated. It writes the next number under a key of its own with each
 * call, and sees by the previous one that none was lost and none took effect twice.
 */
final class SessionClient {

  /** What passes: no master, no ready gateway, too much, a time-out. */
  private static final Set<Integer> PASSING = Set.of(429, 503, 504);

  private static final Duration ATTEMPT = Duration.ofSeconds(3);
  private static final long DEADLINE_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 20;

  private final HttpClient client;
  private final Endpoints endpoints;
  private final String group;
  private final String key;
  private final Consumer<String> again;
  private volatile boolean forgetful;
  private Optional<String> session = Optional.empty();
  private long sequence;

  /**
   * A client that has not called yet.
   *
   * @param again is told, in a word, why something is to be sent again, each time that it is
   */
  SessionClient(
      HttpClient client, Endpoints endpoints, String group, String key, Consumer<String> again) {
    this.client = client;
    this.endpoints = endpoints;
    this.group = group;
    this.key = key;
    this.again = again;
  }

  /** Makes the next call. */
  Outcome call() throws InterruptedException {
    if (forgetful) {
      forgetful = false;
      session = Optional.empty();
      sequence = 0;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
    String problem = "no gateway is ready";
    while (System.nanoTime() < deadline) {
      Optional<URI> gateway = endpoints.next();
      if (gateway.isPresent()) {
        Outcome outcome = attempt(gateway.get());
        if (outcome.kind() != Outcome.Kind.LATE) {
          return outcome;
        }
        problem = outcome.why();
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return Outcome.late("not acknowledged within " + DEADLINE_MILLIS + " ms: " + problem);
  }

  /** From its next call on it is as if it had never called. */
  void forget() {
    forgetful = true;
  }

  /** Sends something once; late is what may be sent again. */
  private Outcome attempt(URI gateway) throws InterruptedException {
    try {
      return session.isEmpty() ? open(gateway) : write(gateway, session.get());
    } catch (IOException e) {
      again.accept(e.getClass().getSimpleName());
      return Outcome.late(gateway.getHost() + ": " + e);
    }
  }

  private Outcome open(URI gateway) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(gateway, "sessions").POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    if (response.statusCode() == 201) {
      session = Optional.of(new JsonObject(response.body()).getString("session"));
      return Outcome.late("a session was all that there was time for");
    }
    again.accept("" + response.statusCode());
    return Outcome.late("no session: " + response.statusCode() + " " + response.body());
  }

  private Outcome write(URI gateway, String open) throws IOException, InterruptedException {
    JsonObject put = new JsonObject().put("op", "put").put("key", key).put("value", "" + sequence);
    HttpRequest request =
        request(gateway, "requests")
            .header("Understudy-Session", open)
            .header("Understudy-Sequence", "" + sequence)
            .POST(BodyPublishers.ofString(put.encode()))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    String answer = response.statusCode() + " " + response.body();
    if (PASSING.contains(response.statusCode())) {
      again.accept("" + response.statusCode());
      return Outcome.late(gateway.getHost() + ": " + answer);
    }
    if (response.statusCode() != 200) {
      return Outcome.wrong(answer);
    }
    Object previous = new JsonObject(response.body()).getValue("previous");
    Object expected = sequence == 0 ? null : "" + (sequence - 1);
    sequence++;
    return Objects.equals(previous, expected)
        ? Outcome.ACKNOWLEDGED
        : Outcome.wrong("found " + previous + " where " + expected + " was written");
  }

  private HttpRequest.Builder request(URI gateway, String what) {
    return HttpRequest.newBuilder(gateway.resolve(Gateway.path(group, what))).timeout(ATTEMPT);
  }
}
