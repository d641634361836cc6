package dev.understudy.benchmarks.node;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * So many calls in flight at any time: each that ends is followed by the next. All calls are made
 * on one context, as by a verticle. No rate is fixed, so there is no omission to correct; a stall
 * shows in the rate and in the calls that it caught.
 */
final class ClosedLoop {

  private static final long MOST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final long PAUSE_MILLIS = 1;

  private final Vertx vertx;
  private final Context context;
  private final Caller caller;
  private final Buffer payload;
  private final SingleWriterRecorder latencies = new SingleWriterRecorder(MOST_NANOS, DIGITS);
  private final LongAdder failures = new LongAdder();
  private final Promise<Void> drained = Promise.promise();
  private volatile boolean stopping;
  private volatile String lastFailure = "";
  private int inFlight;
  private long sampledNanos = System.nanoTime();

  ClosedLoop(Vertx vertx, Context context, Caller caller, int payloadBytes) {
    this.vertx = vertx;
    this.context = context;
    this.caller = caller;
    this.payload = Buffer.buffer(new byte[payloadBytes]);
  }

  void start(int depth) {
    context.runOnContext(
        turn -> {
          inFlight = depth;
          for (int slot = 0; slot < depth; slot++) {
            next(slot);
          }
        });
  }

  /** What ended since the last sample. */
  Sample sample() {
    Histogram histogram = latencies.getIntervalHistogram();
    long now = System.nanoTime();
    long nanos = now - sampledNanos;
    sampledNanos = now;
    return new Sample(histogram, failures.sumThenReset(), lastFailure, nanos);
  }

  /** Begins no more calls; completes when all have ended. */
  Future<Void> stop() {
    stopping = true;
    return drained.future();
  }

  private void next(int slot) {
    if (stopping) {
      if (--inFlight == 0) {
        drained.complete();
      }
      return;
    }
    long begun = System.nanoTime();
    caller.call(slot, payload).onComplete(end -> ended(slot, begun, end));
  }

  private void ended(int slot, long begun, AsyncResult<?> end) {
    if (end.succeeded()) {
      latencies.recordValue(Math.min(MOST_NANOS, System.nanoTime() - begun));
      next(slot);
      return;
    }
    failures.increment();
    lastFailure = String.valueOf(end.cause());
    // what is refused at once must not be asked for in a spin
    vertx.setTimer(PAUSE_MILLIS, id -> next(slot));
  }
}
