package dev.understudy.benchmarks.node;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;

/**
 * Counts too, but works for twenty microseconds on each request: so that clients on the same
 * machine can offer many times what it can bear.
 */
public final class SlowService implements Service {

  private static final long WORK_NANOS = 20_000;

  private final CountingService counting = new CountingService();

  /** Made by the node. */
  public SlowService() {}

  @Override
  public boolean isBlocking() {
    return true;
  }

  @Override
  public Buffer execute(Request request) {
    long end = System.nanoTime() + WORK_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return counting.execute(request);
  }

  @Override
  public Buffer query(Buffer query) {
    return counting.query(query);
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    counting.snapshot(out);
  }

  @Override
  public void restore(SnapshotReader in) {
    counting.restore(in);
  }
}
