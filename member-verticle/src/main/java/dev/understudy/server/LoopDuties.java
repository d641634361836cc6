package dev.understudy.server;

import dev.understudy.member.LifeSign;
import dev.understudy.wire.Beat;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a node does for the servers on one of its event loops, on that loop: one timer for all of
 * them, by which others can also tell that the loop turns.
 */
final class LoopDuties {

  private final NodeDuties node;
  private final Clock clock;
  private final int number;
  private final Lateness lateness;
  private final TimerWheel wheel;
  private List<Residence> toLookAt = new ArrayList<>();
  private final AtomicInteger residents = new AtomicInteger();
  private long timer = -1;
  private volatile long turnedAt;

  /**
   * @param number of the loop among those of the node
   */
  LoopDuties(NodeDuties node, Clock clock, int number) {
    this.node = node;
    this.clock = clock;
    this.number = number;
    this.wheel = new TimerWheel(clock.nowMillis());
    this.turnedAt = clock.nowMillis();
    this.lateness = new Lateness(TimerWheel.TICK_MILLIS, turnedAt);
  }

  int number() {
    return number;
  }

  /** Whether signs of servers here can be told: beats have room for so many loops only. */
  boolean isTold() {
    return number < Beat.MOST_LOOPS;
  }

  /** Whether no server lives here, so that it need not turn. */
  boolean isEmpty() {
    return residents.get() == 0;
  }

  /** When it last turned; read by any thread. */
  long turnedAt() {
    return turnedAt;
  }

  /** By how much its turns were late; on the loop itself. */
  long lateMillis() {
    return lateness.millis();
  }

  TimerWheel wheel() {
    return wheel;
  }

  long nowMillis() {
    return clock.nowMillis();
  }

  /** A server comes to live on this loop; on the loop itself. */
  void enter(Context context) {
    if (residents.incrementAndGet() == 1) {
      Vertx vertx = context.owner();
      context.runOnContext(
          turn -> {
            if (!isEmpty() && timer < 0) {
              lateness.begin(clock.nowMillis());
              timer = vertx.setPeriodic(TimerWheel.TICK_MILLIS, id -> turn());
            }
          });
    }
  }

  void leave(Residence residence) {
    boolean last = residents.decrementAndGet() == 0;
    node.left(residence);
    if (last && timer >= 0) {
      node.vertx().cancelTimer(timer);
      timer = -1;
    }
  }

  void lookAt(Residence residence) {
    toLookAt.add(residence);
  }

  long tell(Residence residence, Optional<LifeSign> sign) {
    return node.others().tell(residence.resident().name(), residence, number, sign);
  }

  private void turn() {
    long now = clock.nowMillis();
    turnedAt = now;
    lateness.turned(now);
    wheel.turn(now);
    if (!toLookAt.isEmpty()) {
      List<Residence> looked = toLookAt;
      toLookAt = new ArrayList<>();
      looked.forEach(residence -> residence.look(now));
    }
    node.turned(now);
  }
}
