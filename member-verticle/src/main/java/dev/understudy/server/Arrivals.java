package dev.understudy.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Queue;

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

  private final Vertx vertx;
  private final Queue<Promise<Arrival>> waiting = new ArrayDeque<>();
  private int onTheirWay;

  Arrivals(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Completes on {@code context} when it is this server's turn. */
  synchronized Future<Arrival> begin(Context context) {
    Promise<Arrival> turn = ((ContextInternal) context).promise();
    if (onTheirWay < MOST_AT_ONCE) {
      onTheirWay++;
      turn.complete(new Arrival());
    } else {
      waiting.add(turn);
    }
    return turn.future();
  }

  private void next() {
    Promise<Arrival> turn;
    synchronized (this) {
      turn = waiting.poll();
      if (turn == null) {
        onTheirWay--;
        return;
      }
    }
    turn.complete(new Arrival());
  }

  /** One server's way into its group. */
  final class Arrival {

    private final long timer = vertx.setTimer(PATIENCE_MILLIS, id -> end());
    private boolean ended;

    /** It has a master, or is one, or has given up. */
    void end() {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      vertx.cancelTimer(timer);
      next();
    }
  }
}
