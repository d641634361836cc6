package dev.understudy.monitor.stream;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Takes what is written until it is told to take nothing more for a while. */
final class PatientReader implements WriteStream<Buffer> {

  private final StringBuilder taken = new StringBuilder();
  private boolean full;
  private boolean ended;
  private Handler<Void> drained = nothing -> {};

  String taken() {
    return taken.toString();
  }

  boolean hasEnded() {
    return ended;
  }

  /** Takes nothing more. */
  void pause() {
    full = true;
  }

  void goOn() {
    full = false;
    drained.handle(null);
  }

  @Override
  public Future<Void> write(Buffer text) {
    taken.append(text);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    ended = true;
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return full;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public WriteStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
    drained = handler == null ? nothing -> {} : handler;
    return this;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }
}
