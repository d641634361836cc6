package dev.understudy.benchmarks.node;

import dev.understudy.sdk.OutcomeUnknownException;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/** Sends requests to a group by way of an HTTP gateway, each call in flight on its connection. */
final class HttpCaller implements Caller {

  private static final int MOST_CONNECTIONS = 2_048;
  private static final int OK = 200;

  private final HttpClientAgent http;
  private final RequestOptions request;
  private final Tally tally;

  HttpCaller(Vertx vertx, int port, String group, Tally tally) {
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
    this.request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/api/groups/" + group + "/requests");
    this.tally = tally;
  }

  @Override
  public Future<?> call(int slot, Buffer payload) {
    return http.request(request)
        .compose(sent -> sent.send(payload))
        .compose(HttpCaller::read)
        .timeout(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(HttpCaller::unknown)
        .onComplete(tally::count);
  }

  private static Future<Buffer> read(HttpClientResponse response) {
    return response
        .body()
        .compose(
            body ->
                response.statusCode() == OK
                    ? Future.succeededFuture(body)
                    : Future.failedFuture(response.statusCode() + " " + body));
  }

  /** Who has no answer of a gateway does not know what became of the request. */
  private static Future<Buffer> unknown(Throwable failure) {
    return Future.failedFuture(
        new OutcomeUnknownException(FailureCode.DEADLINE_EXCEEDED, String.valueOf(failure)));
  }
}
