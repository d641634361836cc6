package dev.understudy.server;

import dev.understudy.member.Input;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/**
 * A server that does not live on an event loop, but on a worker, say: it looks after its deadlines
 * by a timer of its own, and speaks for itself.
 */
final class Alone implements Surroundings {

  private final Vertx vertx;
  private final long timer;
  private final Clock clock;
  private volatile long turnedAt;

  /** To be made on the context of the server. */
  Alone(Vertx vertx, Clock clock, Runnable tickWhenDue) {
    this.vertx = vertx;
    this.clock = clock;
    this.turnedAt = clock.nowMillis();
    this.timer =
        vertx.setPeriodic(
            TimerWheel.TICK_MILLIS,
            id -> {
              turnedAt = clock.nowMillis();
              tickWhenDue.run();
            });
  }

  @Override
  public void takeSigns(boolean now, Consumer<Input> signs) {
    // it is given none
  }

  @Override
  public void worked() {
    turnedAt = clock.nowMillis();
  }

  @Override
  public void wakeAt(long millis) {
    // the timer looks often enough
  }

  @Override
  public long lateMillis() {
    return 0;
  }

  @Override
  public long turnedAt() {
    return turnedAt;
  }

  @Override
  public void leave() {
    vertx.cancelTimer(timer);
  }
}
