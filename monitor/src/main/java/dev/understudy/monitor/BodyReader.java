package dev.understudy.monitor;

import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads the body of one paused request, as far as its size, its time, and what all requests hold
 * together allow.
 */
final class BodyReader {

  /** However slowly a body trickles in, it is not waited for longer. */
  private static final long MOST_MILLIS = 30_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final int mostBytes;
  private final BodyBudget budget;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();

  /** Takes {@code mostBytes} at most; 0 where there is to be no body at all. */
  BodyReader(Vertx vertx, HttpServerRequest request, int mostBytes, BodyBudget budget) {
    this.vertx = vertx;
    this.request = request;
    this.mostBytes = mostBytes;
    this.budget = budget;
  }

  /**
   * The body; fails as too large, as soon as that is known, as overloaded if all requests together
   * hold too much, or as invalid if it does not end.
   */
  Future<Buffer> read() {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean endless = mostBytes == 0 && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    if (endless || (announced != null && announced.matches("[0-9]+") && isTooLarge(announced))) {
      return Future.failedFuture(tooLarge());
    }
    long timer =
        vertx.setTimer(
            MOST_MILLIS,
            id -> whole.tryFail(new HttpFailure(408, "invalid", "the body took too long")));
    request
        .handler(this::append)
        .exceptionHandler(e -> whole.tryFail(HttpFailure.invalid("the body is malformed")))
        .endHandler(end -> whole.tryComplete(body))
        .resume();
    return whole.future().onComplete(read -> vertx.cancelTimer(timer));
  }

  /** Lets go what was read; to be called once the request is answered. */
  void release() {
    whole.tryFail("released");
    budget.giveBack(body.length());
  }

  private void append(Buffer part) {
    if (whole.future().isComplete()) {
      return; // what comes after a failure is let go
    }
    if (body.length() + part.length() > mostBytes) {
      whole.tryFail(tooLarge());
    } else if (!budget.take(part.length())) {
      whole.tryFail(
          HttpFailure.of(FailureCode.OVERLOADED, "the bodies of all requests are too many bytes"));
    } else {
      body.appendBuffer(part);
    }
  }

  private boolean isTooLarge(String announced) {
    return announced.length() > 18 || Long.parseLong(announced) > mostBytes;
  }

  private HttpFailure tooLarge() {
    return HttpFailure.of(
        FailureCode.TOO_LARGE,
        mostBytes == 0
            ? "a request of this method takes no body"
            : "the body is larger than " + mostBytes + " bytes");
  }
}
