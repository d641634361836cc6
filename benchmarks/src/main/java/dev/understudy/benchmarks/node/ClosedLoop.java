package dev.understudy.benchmarks.node;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * So many calls in flight at any time: each that ends is followed by the next. All calls are made
 * on one context, as by a verticle. No rate is fixed, so there is no omission to correct; a stall
 * shows in the rate and in the calls that it caught.
 */
final class ClosedLoop implements LoadRun {

  private static final long PAUSE_MILLIS = 1;

  private final Vertx vertx;
  private final Context context;
  private final Caller caller;
  private final Buffer payload;
  private final int depth;
  private final Latencies latencies = new Latencies();
  private final Promise<Void> drained = Promise.promise();
  private volatile boolean stopping;
  private int inFlight;

  ClosedLoop(Vertx vertx, Context context, Caller caller, Buffer payload, int depth) {
    this.vertx = vertx;
    this.context = context;
    this.caller = caller;
    this.payload = payload;
    this.depth = depth;
  }

  @Override
  public void start() {
    context.runOnContext(
        turn -> {
          inFlight = depth;
          for (int slot = 0; slot < depth; slot++) {
            next(slot);
          }
        });
  }

  @Override
  public Sample sample() {
    return latencies.sample();
  }

  @Override
  public Future<Void> stop() {
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
    latencies.add(begun, end);
    if (end.succeeded()) {
      next(slot);
    } else {
      // what is refused at once must not be asked for in a spin
      vertx.setTimer(PAUSE_MILLIS, id -> next(slot));
    }
  }
}
