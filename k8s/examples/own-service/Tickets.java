package com.example;

import dev.understudy.service.Request;
import dev.understudy.service.Service;
import dev.understudy.service.SnapshotReader;
import dev.understudy.service.SnapshotWriter;
import io.vertx.core.buffer.Buffer;

/** The first service of the README: sells tickets, each of them once. */
public final class Tickets implements Service {
  private long sold;

  @Override
  public Buffer execute(Request request) {
    sold += Long.parseLong(request.payload().toString());
    return Buffer.buffer("sold " + sold);
  }

  @Override
  public Buffer query(Buffer query) {
    return Buffer.buffer("sold " + sold);
  }

  @Override
  public void snapshot(SnapshotWriter out) {
    out.writeLong(sold);
  }

  @Override
  public void restore(SnapshotReader in) {
    sold = in.readLong();
  }
}
