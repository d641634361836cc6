package dev.understudy.benchmarks.node;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;

/**
 * Counts requests, whatever is in them, and answers with the count: as little work as leaves a
 * trace of every request, so that the group is measured and not a service.
 */
public final class CountingService implements Service {

  private long count;

  @Override
  public Buffer execute(Request request) {
    return number(++count);
  }

  @Override
  public Buffer query(Buffer query) {
    return number(count);
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeLong(count);
  }

  @Override
  public void restore(SnapshotReader in) {
    count = in.readLong();
  }

  /** A count as it is answered: eight bytes. */
  static Buffer number(long count) {
    return Buffer.buffer(Long.BYTES).appendLong(count);
  }
}
