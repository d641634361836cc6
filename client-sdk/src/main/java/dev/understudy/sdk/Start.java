package dev.understudy.sdk;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Keeps what is to be done until a client has started, so that what a thread asks for before and
 * after is done in its order. How much may wait is the {@link Door}'s affair.
 */
final class Start {

  private record Waiting(Runnable action, Consumer<Throwable> failure) {}

  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private volatile boolean started;
  private Optional<Throwable> failed = Optional.empty();

  Start(Future<?> starting) {
    starting.onComplete(ignored -> succeeded(), this::failed);
  }

  /** Does it now, or when it has started; if it cannot start, tells {@code failure} why. */
  void then(Runnable action, Consumer<Throwable> failure) {
    if (started) {
      action.run();
      return;
    }
    Optional<Throwable> why;
    synchronized (this) {
      why = failed;
      if (!started && why.isEmpty()) {
        waiting.add(new Waiting(action, failure));
        return;
      }
    }
    why.ifPresentOrElse(failure, action);
  }

  private synchronized void succeeded() {
    waiting.forEach(kept -> kept.action.run());
    waiting.clear();
    started = true;
  }

  /** Tells with nothing locked: what callers do when they hear of it is their affair. */
  private void failed(Throwable why) {
    List<Waiting> all;
    synchronized (this) {
      failed = Optional.of(why);
      all = List.copyOf(waiting);
      waiting.clear();
    }
    all.forEach(kept -> kept.failure.accept(why));
  }
}
