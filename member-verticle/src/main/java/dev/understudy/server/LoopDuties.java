package dev.understudy.server;

import dev.understudy.member.LifeSign;
import dev.understudy.wire.Beat;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a node does for the servers on one of its event loops, on that loop: turns for all of them,
 * by which others can also tell that the loop is alive. It turns with every beat of the node, when
 * a deadline comes, and soon after a server did something: a node that rests sleeps in between.
 */
final class LoopDuties {

  /** No deadline is farther off; what is, rings for nothing once in that time. */
  private static final long FARTHEST_MILLIS = 3_600_000;

  private final NodeDuties node;
  private final Clock clock;
  private final int number;
  // of no deployment: when that ended, the turns would, too
  private final ContextInternal context;
  private final Lateness lateness;
  private final TimerWheel wheel;
  private List<Residence> toLookAt = new ArrayList<>();
  private final AtomicInteger residents = new AtomicInteger();
  private Optional<ScheduledFuture<?>> timer = Optional.empty();
  private long dueAt;
  private boolean running;
  private boolean turning;
  private volatile long turnedAt;

  /**
   * @param number of the loop among those of the node
   * @param context on the loop
   */
  LoopDuties(NodeDuties node, Clock clock, int number, ContextInternal context) {
    this.node = node;
    this.clock = clock;
    this.number = number;
    this.context = context;
    this.wheel = new TimerWheel(clock.nowMillis());
    this.turnedAt = clock.nowMillis();
    this.lateness = new Lateness(turnedAt);
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

  long nowMillis() {
    return clock.nowMillis();
  }

  /** One that is not set yet. */
  TimerWheel.Alarm alarm(Runnable rings) {
    return wheel.alarm(rings);
  }

  /**
   * The alarm rings then, unless it was to ring earlier. What is far off rings with the beat before
   * it first: where only silence is waited for, what was heard until then has moved it away.
   */
  void wakeAt(TimerWheel.Alarm alarm, long millis) {
    long now = clock.nowMillis();
    long at = Math.max(now, Math.min(millis, now + FARTHEST_MILLIS));
    long beat = node.beatUntil(at);
    turnAt(Math.max(now, wheel.set(alarm, beat > now ? beat : at)), now);
  }

  /** A server comes to live on this loop; on the loop itself. */
  void enter() {
    if (residents.incrementAndGet() == 1) {
      long now = clock.nowMillis();
      lateness.begin(now);
      running = true;
      turnAt(now, now);
    }
  }

  void leave(Residence residence) {
    boolean last = residents.decrementAndGet() == 0;
    node.left(residence);
    if (last) {
      running = false;
      timer.ifPresent(scheduled -> scheduled.cancel(false));
      timer = Optional.empty();
      toLookAt.clear();
      wheel.clear();
    }
  }

  void lookAt(Residence residence) {
    toLookAt.add(residence);
  }

  /** A server did something: what is said of it may have to change. */
  void turnSoon(long now) {
    turnAt(now + TimerWheel.TICK_MILLIS, now);
  }

  long tell(Residence residence, Optional<LifeSign> sign) {
    return node.others().tell(residence.resident().name(), residence, number, sign);
  }

  /** Turns then, or sooner. A turn that is due already, and is only late, is left alone. */
  private void turnAt(long millis, long now) {
    boolean sooner = timer.isEmpty() || (millis < dueAt && now < dueAt);
    if (running && !turning && sooner) {
      timer.ifPresent(scheduled -> scheduled.cancel(false));
      timer =
          Optional.of(
              context
                  .nettyEventLoop()
                  .schedule(
                      () -> context.dispatch(this::turn),
                      Math.max(0, millis - now),
                      TimeUnit.MILLISECONDS));
      dueAt = millis;
    }
  }

  private void turn() {
    long now = clock.nowMillis();
    turnedAt = now;
    lateness.turned(now, dueAt);
    timer = Optional.empty();
    turning = true;
    try {
      work(now);
    } finally {
      turning = false;
      // if the work took longer than that, the next turn is late already
      turnAt(wheel.nextTurn(node.sleepsUntil(now)), clock.nowMillis());
    }
  }

  private void work(long now) {
    wheel.turn(now);
    if (!toLookAt.isEmpty()) {
      List<Residence> looked = toLookAt;
      toLookAt = new ArrayList<>();
      looked.forEach(residence -> residence.look(now));
    }
    node.turned(now);
  }
}
