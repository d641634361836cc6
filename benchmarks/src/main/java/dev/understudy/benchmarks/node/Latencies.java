package dev.understudy.benchmarks.node;

import io.vertx.core.AsyncResult;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** How long calls took, and which failed: written on one context, sampled from any thread. */
final class Latencies {

  private static final long MOST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final SingleWriterRecorder recorder = new SingleWriterRecorder(MOST_NANOS, DIGITS);
  private final LongAdder failures = new LongAdder();
  private volatile String lastFailure = "";
  private long sampledNanos = System.nanoTime();

  /** A call ended now that began at {@code begunNanos}. */
  void add(long begunNanos, AsyncResult<?> end) {
    if (end.succeeded()) {
      recorder.recordValue(Math.min(MOST_NANOS, System.nanoTime() - begunNanos));
    } else {
      failures.increment();
      lastFailure = String.valueOf(end.cause());
    }
  }

  /** What ended since the last sample. */
  Sample sample() {
    Histogram histogram = recorder.getIntervalHistogram();
    long now = System.nanoTime();
    long nanos = now - sampledNanos;
    sampledNanos = now;
    return new Sample(histogram, failures.sumThenReset(), lastFailure, nanos);
  }
}
