package dev.understudy.sdk;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Brings calls from any thread to the client's context: all that came since the last turn in one
 * turn, those of one thread in their order. How many may wait is the {@link Door}'s affair.
 */
final class Intake {

  private final Context context;
  private final Consumer<Queue<OpenCall<?>>> taker;
  private final Queue<OpenCall<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean turnWanted = new AtomicBoolean();

  /**
   * An intake with nothing in it.
   *
   * @param taker empties what it is given, on the context
   */
  Intake(Context context, Consumer<Queue<OpenCall<?>>> taker) {
    this.context = context;
    this.taker = taker;
  }

  void add(OpenCall<?> call) {
    waiting.add(call);
    if (turnWanted.compareAndSet(false, true)) {
      context.runOnContext(turn -> take());
    }
  }

  private void take() {
    // before the queue is emptied, so that whoever adds after that asks for another turn
    turnWanted.set(false);
    taker.accept(waiting);
  }
}
