package dev.understudy.benchmarks.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls at a fixed rate, the first of which holds up the event loop. */
class FixedRateTest {

  private static final long BOUND_SECONDS = 60;
  private static final int CALLS = 100;
  private static final int PER_SECOND = 1_000;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() throws TimeoutException {
    within(vertx.close());
  }

  @Test
  void aStallCountsForEveryCallThatWasDueInIt() throws TimeoutException {
    FixedRate run =
        new FixedRate(vertx.getOrCreateContext(), this::stalled, Buffer.buffer(), PER_SECOND);
    run.start();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (calls.get() < CALLS && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    within(run.stop());
    Histogram latencies = run.sample().latencies();
    assertThat(latencies.getTotalCount()).isGreaterThanOrEqualTo(CALLS);
    // the second was due 99 ms before the stall was over, the third 98, and so on
    long half = latencies.getCountBetweenValues(millis(CALLS / 2), latencies.getMaxValue());
    assertThat(half).isGreaterThanOrEqualTo(CALLS / 2 - 1);
  }

  /** All but the first take no time at all. */
  private Future<?> stalled(int slot, Buffer payload) {
    if (calls.incrementAndGet() == 1) {
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < millis(CALLS)) {
        Thread.onSpinWait();
      }
    }
    return Future.succeededFuture(payload);
  }

  private static long millis(int millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private static void within(Future<?> future) throws TimeoutException {
    future.await(BOUND_SECONDS, TimeUnit.SECONDS);
  }
}
