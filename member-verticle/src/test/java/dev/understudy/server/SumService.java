package dev.understudy.server;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;

/** Adds up the numbers it is sent; {@code throw} makes it throw, {@code large} answer too much. */
public class SumService implements Service {

  private long sum;

  @Override
  public Buffer execute(Request request) {
    String payload = request.payload().toString();
    if (payload.equals("large")) {
      return Buffer.buffer(new byte[2 * 1024 * 1024]);
    }
    sum += Long.parseLong(payload);
    return Buffer.buffer(Long.toString(sum));
  }

  @Override
  public Buffer query(Buffer query) {
    return Buffer.buffer(Long.toString(sum));
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeLong(sum);
  }

  @Override
  public void restore(SnapshotReader in) {
    sum = in.readLong();
  }
}
