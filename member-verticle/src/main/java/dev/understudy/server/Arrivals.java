package dev.understudy.server;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Lets so many servers of a node be on their way into their groups at a time, and the others wait
 * for their turn. A server that has no master yet has much to say, and says it again where it is
 * not answered; a thousand of those at once leave no time for the answers. Safe for several
 * threads.
 */
final class Arrivals {

  /** Nodes with no more servers than these never wait. */
  static final int MOST_AT_ONCE = 32;

  /** Who finds no master in that time waits for others to come, and makes room. */
  static final long PATIENCE_MILLIS = 5_000;

  private record Waiting(Context context, Consumer<Arrival> turn) {}

  private final Vertx vertx;
  // of no deployment: when that ended, so would timers
  private final Context timers;
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private int onTheirWay;

  Arrivals(Vertx vertx) {
    this.vertx = vertx;
    this.timers = ((VertxInternal) vertx).createEventLoopContext();
  }

  /** It is a server's turn: at once, or later on its context. */
  void begin(Context context, Consumer<Arrival> turn) {
    synchronized (this) {
      if (onTheirWay == MOST_AT_ONCE) {
        waiting.add(new Waiting(context, turn));
        return;
      }
      onTheirWay++;
    }
    turn.accept(new Arrival());
  }

  private void next() {
    Waiting next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        onTheirWay--;
        return;
      }
    }
    Arrival arrival = new Arrival();
    next.context().runOnContext(turn -> next.turn().accept(arrival));
  }

  /** One server's way into its group. */
  final class Arrival {

    private final AtomicBoolean ended = new AtomicBoolean();
    private long timer = -1;

    private Arrival() {
      timers.runOnContext(turn -> timer = vertx.setTimer(PATIENCE_MILLIS, id -> end()));
    }

    /** It has a master, or is one, or has given up. */
    void end() {
      if (ended.compareAndSet(false, true)) {
        timers.runOnContext(turn -> vertx.cancelTimer(timer));
        next();
      }
    }
  }
}
