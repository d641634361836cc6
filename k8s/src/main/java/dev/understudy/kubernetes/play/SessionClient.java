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
  private volatile boolean forgetful;
  private Optional<String> session = Optional.empty();
  private long sequence;
  private long attempts;

  SessionClient(HttpClient client, Endpoints endpoints, String group, String key) {
    this.client = client;
    this.endpoints = endpoints;
    this.group = group;
    this.key = key;
  }

  /**
   * Makes the next call.
   *
   * @return why it failed; empty if it was acknowledged as it should be
   */
  Optional<String> call() throws InterruptedException {
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
        Attempt attempt = attempt(gateway.get());
        if (!attempt.passes()) {
          return attempt.problem();
        }
        problem = attempt.problem().orElse(problem);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return Optional.of("not acknowledged within " + DEADLINE_MILLIS + " ms: " + problem);
  }

  /** From its next call on it is as if it had never called. */
  void forget() {
    forgetful = true;
  }

  /** How often a write was sent so far. */
  long attempts() {
    return attempts;
  }

  private Attempt attempt(URI gateway) throws InterruptedException {
    try {
      return session.isEmpty() ? open(gateway) : write(gateway, session.get());
    } catch (IOException e) {
      return Attempt.again(gateway.getHost() + ": " + e);
    }
  }

  private Attempt open(URI gateway) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            request(gateway, "sessions").POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    if (response.statusCode() == 201) {
      session = Optional.of(new JsonObject(response.body()).getString("session"));
    }
    return Attempt.again("no session: " + response.statusCode() + " " + response.body());
  }

  private Attempt write(URI gateway, String open) throws IOException, InterruptedException {
    JsonObject put = new JsonObject().put("op", "put").put("key", key).put("value", "" + sequence);
    HttpRequest request =
        request(gateway, "requests")
            .header("Understudy-Session", open)
            .header("Understudy-Sequence", "" + sequence)
            .POST(BodyPublishers.ofString(put.encode()))
            .build();
    attempts++;
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    String answer = response.statusCode() + " " + response.body();
    if (PASSING.contains(response.statusCode())) {
      return Attempt.again(gateway.getHost() + ": " + answer);
    }
    if (response.statusCode() != 200) {
      return Attempt.failed(answer);
    }
    Object previous = new JsonObject(response.body()).getValue("previous");
    Object expected = sequence == 0 ? null : "" + (sequence - 1);
    sequence++;
    return Objects.equals(previous, expected)
        ? Attempt.OK
        : Attempt.failed("found " + previous + " where " + expected + " was written");
  }

  private HttpRequest.Builder request(URI gateway, String what) {
    return HttpRequest.newBuilder(gateway.resolve(Gateway.path(group, what))).timeout(ATTEMPT);
  }

  /** What came of sending something once. */
  private record Attempt(boolean passes, Optional<String> problem) {

    static final Attempt OK = new Attempt(false, Optional.empty());

    static Attempt again(String problem) {
      return new Attempt(true, Optional.of(problem));
    }

    static Attempt failed(String problem) {
      return new Attempt(false, Optional.of(problem));
    }
  }
}
