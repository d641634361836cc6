package dev.understudy.monitor;

import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads the body of one paused request, as far as its size and time allow. */
final class BodyReader {

  /** However slowly a body trickles in, it is not waited for longer. */
  private static final long MOST_MILLIS = 30_000;

  private final int mostBytes;
  private final Buffer body = Buffer.buffer();
  private final Promise<Buffer> whole = Promise.promise();

  private BodyReader(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** The body; fails as too large, as soon as that is known, or as invalid if it does not end. */
  static Future<Buffer> read(Vertx vertx, HttpServerRequest request, int mostBytes) {
    return new BodyReader(mostBytes).read(vertx, request);
  }

  private Future<Buffer> read(Vertx vertx, HttpServerRequest request) {
    String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (announced != null && announced.matches("[0-9]+") && isTooLarge(announced)) {
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

  private void append(Buffer part) {
    if (whole.future().isComplete()) {
      return; // what comes after a failure is let go
    }
    if (body.length() + part.length() > mostBytes) {
      whole.tryFail(tooLarge());
    } else {
      body.appendBuffer(part);
    }
  }

  private boolean isTooLarge(String announced) {
    return announced.length() > 18 || Long.parseLong(announced) > mostBytes;
  }

  private HttpFailure tooLarge() {
    return HttpFailure.of(FailureCode.TOO_LARGE, "the body is larger than " + mostBytes + " bytes");
  }
}
