package dev.understudy.benchmarks.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop whose calls end when the test says so. */
class ClosedLoopTest {

  private static final long BOUND_SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<Promise<Buffer>> calls = new ConcurrentLinkedQueue<>();

  @AfterEach
  void close() throws TimeoutException {
    within(vertx.close());
  }

  @Test
  void eachCallThatEndsIsFollowedByTheNextAndNoMoreAreInFlight() throws TimeoutException {
    ClosedLoop loop = loop(3);
    loop.start();
    awaitCalls(3);
    take().complete(Buffer.buffer());
    awaitCalls(3);
    take().complete(Buffer.buffer());
    awaitCalls(3);
    assertThat(loop.sample().toJson().getLong("completed")).isEqualTo(2);
    assertThat(loop.sample().toJson().getLong("completed")).isZero();
    drain(loop);
  }

  @Test
  void aFailureIsCountedByItselfAndTheLoopGoesOn() throws TimeoutException {
    ClosedLoop loop = loop(1);
    loop.start();
    awaitCalls(1);
    take().fail("overloaded");
    awaitCalls(1);
    Sample sample = loop.sample();
    assertThat(sample.failed()).isOne();
    assertThat(sample.lastFailure()).contains("overloaded");
    assertThat(sample.latencies().getTotalCount()).isZero();
    drain(loop);
  }

  private void drain(ClosedLoop loop) throws TimeoutException {
    Future<Void> stopped = loop.stop();
    while (!calls.isEmpty()) {
      take().complete(Buffer.buffer());
    }
    within(stopped);
    assertThat(calls).isEmpty();
  }

  private ClosedLoop loop(int depth) {
    return new ClosedLoop(
        vertx, vertx.getOrCreateContext(), this::promised, Buffer.buffer(), depth);
  }

  private Future<?> promised(int slot, Buffer payload) {
    Promise<Buffer> promise = Promise.promise();
    calls.add(promise);
    return promise.future();
  }

  private Promise<Buffer> take() {
    return List.copyOf(calls).stream().peek(calls::remove).findFirst().orElseThrow();
  }

  private void awaitCalls(int count) throws TimeoutException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (calls.size() != count) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException(calls.size() + " calls, not " + count);
      }
      Thread.onSpinWait();
    }
  }

  private static void within(Future<?> future) throws TimeoutException {
    future.await(BOUND_SECONDS, TimeUnit.SECONDS);
  }
}
