package dev.understudy.wire;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Has a verticle work on an event loop of choice: what is on the one on which its messages come
 * needs no other thread to be woken for each of them.
 */
public final class EventLoops {

  private EventLoops() {}

  /** The event loop of a context; empty if it is none of Vert.x's, or not on an event loop. */
  public static Optional<EventLoop> of(Context context) {
    return context instanceof ContextInternal here && here.isEventLoopContext()
        ? Optional.of(here.nettyEventLoop())
        : Optional.empty();
  }

  /**
   * A context on that event loop. What is registered there ends with the deployment, as it does on
   * the deployment's own context.
   */
  public static Context context(Vertx vertx, Context deployment, EventLoop eventLoop) {
    return ((VertxInternal) vertx)
        .contextBuilder()
        .withEventLoop(eventLoop)
        .withCloseFuture(((ContextInternal) deployment).closeFuture())
        .withClassLoader(Thread.currentThread().getContextClassLoader())
        .build();
  }

  /** Does something on a context: at once where that is the current one. */
  public static <T> Future<T> call(Context context, Supplier<Future<T>> task) {
    if (context == Vertx.currentContext()) {
      return task.get();
    }
    Promise<T> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            task.get().onComplete(done);
          } catch (RuntimeException | Error e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}
