package dev.understudy.faults.client;

import dev.understudy.app.verb.Gateway;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Calls through a gateway, by HTTP: each is sent once, with no session of its own. */
final class HttpCaller implements Caller {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** Certainly had no effect (docs/http.md); 413 may be about a result, so it is none of them. */
  private static final Set<Integer> NOT_EXECUTED = Set.of(400, 401, 403, 404, 429, 503);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI gateway;
  private final String group;
  private final Duration deadline;

  HttpCaller(URI gateway, String group, Duration deadline) {
    this.gateway = gateway;
    this.group = group;
    this.deadline = deadline;
  }

  @Override
  public Future<Answer> make(Call call) {
    HttpRequest request =
        HttpRequest.newBuilder(
                gateway.resolve(Gateway.path(group, call.isQuery() ? "queries" : "requests")))
            .timeout(deadline)
            .POST(BodyPublishers.ofByteArray(call.payload().getBytes()))
            .build();
    return Future.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofString()))
        .map(response -> answer(call, response))
        .otherwise(HttpCaller::failed);
  }

  private static Answer answer(Call call, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 200) {
      return Answer.ok(
          call.result(new JsonObject(response.body())),
          response.headers().firstValue("Understudy-Epoch").orElse(""),
          response.headers().firstValueAsLong("Understudy-Index").orElse(0));
    }
    if (status == 500) {
      return Answer.unexpected(response.body());
    }
    String code = code(response);
    return NOT_EXECUTED.contains(status) ? Answer.fail(code) : Answer.unknown(code);
  }

  private static String code(HttpResponse<String> response) {
    String fallback = "http-" + response.statusCode();
    try {
      return String.valueOf(new JsonObject(response.body()).getValue("code", fallback));
    } catch (DecodeException e) {
      return fallback;
    }
  }

  private static Answer failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    if (cause instanceof DecodeException) {
      return Answer.unexpected(cause);
    }
    boolean connected =
        !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException);
    return connected ? Answer.unknown("connection-lost") : Answer.fail("unreachable");
  }
}
