package dev.understudy.monitor;

import dev.understudy.monitor.metrics.GatewayMeters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Answers requests that are not served with the error that says why, and counts them. */
final class Refusals {

  private final GatewayMeters meters;

  Refusals(GatewayMeters meters) {
    this.meters = meters;
  }

  /** Answers a request; nothing where whoever asked has gone, or has an answer already. */
  void refuse(HttpServerRequest request, HttpFailure failure) {
    meters.refused(failure.code());
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.ended() || response.closed()) {
      return;
    }
    secure(response).setStatusCode(failure.status());
    if (failure.isTemporary()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(failure.retryAfterSeconds()));
    }
    if (failure.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    response.end(failure.json().toBuffer());
  }

  /** Has browsers keep and guess nothing. */
  static HttpServerResponse secure(HttpServerResponse response) {
    return response
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
  }
}
