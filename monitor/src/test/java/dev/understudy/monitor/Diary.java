package dev.understudy.monitor;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;

/**
 * Keeps what it is sent, one line each, and answers with the number of lines; {@code throw} makes
 * it throw, {@code large} answer too much. A query is answered with all lines.
 */
public final class Diary implements Service {

  private final StringBuilder lines = new StringBuilder();
  private int count;

  @Override
  public Buffer execute(Request request) {
    String line = request.payload().toString();
    if (line.equals("throw")) {
      throw new IllegalArgumentException("no such line");
    }
    if (line.equals("large")) {
      return Buffer.buffer(new byte[2 * 1024 * 1024]);
    }
    lines.append(line).append('\n');
    return Buffer.buffer(Integer.toString(++count));
  }

  @Override
  public Buffer query(Buffer query) {
    if (query.toString().equals("throw")) {
      throw new IllegalArgumentException("no such query");
    }
    return Buffer.buffer(lines.toString());
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeString(lines.toString()).writeInt(count);
  }

  @Override
  public void restore(SnapshotReader in) {
    lines.setLength(0);
    lines.append(in.readString());
    count = in.readInt();
  }
}
