package dev.understudy.benchmarks.node;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * So many calls a second, whether the earlier ones have ended or not. How long a call took is
 * counted from when it was due, also if it was begun late: a stall counts for every call that fell
 * into it, and nothing is omitted.
 */
final class FixedRate implements LoadRun {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** So many calls at most are in flight; what is due then waits, which counts for it. */
  private static final int MOST_IN_FLIGHT = 16_384;

  private static final long FULL_PAUSE_NANOS = 1_000_000;

  private final Context context;
  private final Caller caller;
  private final Buffer payload;
  private final long intervalNanos;
  private final Latencies latencies = new Latencies();
  private final Promise<Void> drained = Promise.promise();
  private volatile boolean stopping;
  private boolean stopped;
  private final AtomicInteger inFlight = new AtomicInteger();

  FixedRate(Context context, Caller caller, Buffer payload, int perSecond) {
    this.context = context;
    this.caller = caller;
    this.payload = payload;
    this.intervalNanos = SECOND_NANOS / perSecond;
  }

  @Override
  public void start() {
    Thread pace = new Thread(this::keepPace, "pace");
    pace.setDaemon(true);
    pace.start();
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

  private void keepPace() {
    long due = System.nanoTime();
    for (int slot = 0; !stopping; slot = (slot + 1) % MOST_IN_FLIGHT) {
      due += intervalNanos;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      while (inFlight.get() >= MOST_IN_FLIGHT) {
        LockSupport.parkNanos(FULL_PAUSE_NANOS);
      }
      inFlight.incrementAndGet();
      call(slot, due);
    }
    context.runOnContext(
        turn -> {
          stopped = true;
          drain();
        });
  }

  private void call(int slot, long due) {
    context.runOnContext(turn -> caller.call(slot, payload).onComplete(end -> ended(due, end)));
  }

  private void ended(long due, AsyncResult<?> end) {
    latencies.add(due, end);
    inFlight.decrementAndGet();
    drain();
  }

  private void drain() {
    if (stopped && inFlight.get() == 0) {
      drained.tryComplete();
    }
  }
}
