package dev.understudy.server;

import dev.understudy.group.Mode;
import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.server.rehearsal.Rehearsal;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.BeatFrame;
import dev.understudy.wire.Frame.HelloFrame;
import dev.understudy.wire.Frames;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.Shareable;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the servers on one Vert.x instance share, so that a thousand that have nothing to do cost
 * little more than one: timers, renewals of their registrations, and signs of life, which go from
 * node to node once for all of them. Safe for several threads.
 */
final class NodeDuties implements Shareable {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDuties.class);
  private static final String MAP = NodeDuties.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NO_PAYLOAD = 0;

  /**
   * An event loop that turns so much later than it should is busy, not dead. If its servers were
   * not spoken for, they and those who wait for them would have to speak for themselves, all at
   * once, and be later still. Who stands still is missed that much later.
   */
  private static final long LATE_IN_BEATS = 2;

  /** How often another event loop looks whether a beat is late. */
  private static final long PUNCTUAL_MILLIS = 50;

  /** Nodes say hello that often: who missed one is spoken to after the next. */
  private static final long HELLO_MILLIS = 5_000;

  /** So long after its first server has found its group the process rehearses. */
  private static final int CALM_MILLIS = 2_000;

  /** And up to so much longer: processes of one machine take turns. */
  private static final int SPREAD_MILLIS = 3_000;

  private final VertxInternal vertx;
  private final Clock clock = Clock.SYSTEM;
  private final Frames frames = new Frames(NO_PAYLOAD);
  private final long id = RANDOM.nextLong();
  private final OtherNodes others = new OtherNodes(id);
  private final RegistrationPublisher registrations;
  private final Arrivals arrivals;
  private final Map<EventLoop, LoopDuties> loops = new LinkedHashMap<>();
  private final Map<Residence, Context> residents = new LinkedHashMap<>();
  private int toldNeighbours = 1;
  private final AtomicBoolean rehearses = new AtomicBoolean();
  private boolean listens;
  private volatile long beatMillis = Long.MAX_VALUE / 4;
  private volatile long nextBeat;
  private volatile long nextHello;

  private NodeDuties(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    this.arrivals = new Arrivals(vertx);
    this.registrations =
        new RegistrationPublisher(
            id, frame -> vertx.eventBus().publish(Addresses.REGISTRATIONS, frames.encode(frame)));
  }

  /** Those of this instance. */
  static NodeDuties of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, NodeDuties>getLocalMap(MAP)
        .computeIfAbsent(MAP, name -> new NodeDuties(vertx));
  }

  Vertx vertx() {
    return vertx;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  /**
   * A server of this node is in its group: a while later, once others had time to come, too, the
   * first one has the process rehearse a fail-over.
   */
  void rehearse(Mode mode) {
    if (!rehearses.compareAndSet(false, true)) {
      return;
    }
    vertx.setTimer(
        CALM_MILLIS + RANDOM.nextInt(SPREAD_MILLIS),
        id -> {
          if (Rehearsal.isDue()) {
            vertx
                .executeBlocking(() -> Rehearsal.play(mode, System::nanoTime), false)
                .onSuccess(times -> LOG.debug("rehearsed {} fail-overs", times))
                .onFailure(failure -> LOG.warn("the rehearsal failed", failure));
          }
        });
  }

  RegistrationPublisher registrations() {
    return registrations;
  }

  OtherNodes others() {
    return others;
  }

  /** A server comes to live on the event loop of its context, on which this is called. */
  synchronized Residence enter(Context context, Resident resident, Predicate<ServerId> isCut) {
    listen();
    EventLoop eventLoop = ((ContextInternal) context).nettyEventLoop();
    LoopDuties loop =
        loops.computeIfAbsent(
            eventLoop,
            one ->
                new LoopDuties(
                    this,
                    clock,
                    loops.size(),
                    vertx.contextBuilder().withEventLoop(eventLoop).build()));
    Residence residence =
        new Residence(loop, resident, others.signsOf(resident.name().group()), isCut);
    residents.put(residence, context);
    beatMillis = Math.min(beatMillis, Math.max(TimerWheel.TICK_MILLIS, resident.heartbeatMillis()));
    loop.enter();
    if (residents.size() >= 2 * toldNeighbours) {
      tellAllNeighbours();
    } else {
      tellNeighbours(resident, context);
    }
    return residence;
  }

  synchronized void left(Residence residence) {
    residents.remove(residence);
    if (2 * residents.size() <= toldNeighbours) {
      tellAllNeighbours();
    }
  }

  /** How many there are: whenever they have doubled, or halved; who comes is told in any case. */
  private void tellAllNeighbours() {
    toldNeighbours = Math.max(1, residents.size());
    residents.forEach((residence, context) -> tellNeighbours(residence.resident(), context));
  }

  private void tellNeighbours(Resident resident, Context context) {
    int servers = toldNeighbours;
    context.runOnContext(turn -> resident.tellNeighbours(new Input.Neighbours(servers)));
  }

  /** When an event loop turns next though no server of its wants it to. */
  long sleepsUntil(long millis) {
    long renewal = Math.max(registrations.renewAtMillis(), millis + TimerWheel.TICK_MILLIS);
    return Math.min(beatAfter(millis), renewal);
  }

  /** When the last beat until that time is due. */
  long beatUntil(long millis) {
    long every = beatMillis;
    return Math.floorDiv(millis, every) * every;
  }

  /** When the first beat after that time is due. */
  private long beatAfter(long millis) {
    long every = beatMillis;
    return Math.floorDiv(millis, every) * every + every;
  }

  /** An event loop of this node has turned. */
  void turned(long nowMillis) {
    if (nowMillis >= nextBeat) {
      beat(nowMillis);
    }
    registrations.renewWhenDue(nowMillis);
    if (nowMillis >= nextHello) {
      hello(nowMillis);
    }
  }

  /** A beat that no event loop with servers has sent in time. */
  private void beatWhenDue() {
    long now = clock.nowMillis();
    if (now >= nextBeat + TimerWheel.TICK_MILLIS && hasResidents()) {
      beat(now);
    }
  }

  private synchronized boolean hasResidents() {
    return !residents.isEmpty();
  }

  private void beat(long nowMillis) {
    List<OtherNodes.Letter> letters;
    synchronized (this) {
      if (nowMillis < nextBeat) {
        return;
      }
      nextBeat = beatAfter(nowMillis);
      letters = others.beats(turning(nowMillis), nowMillis);
    }
    for (OtherNodes.Letter letter : letters) {
      vertx
          .eventBus()
          .send(Addresses.node(letter.to()), frames.encode(new BeatFrame(letter.beat())));
    }
  }

  private long turning(long nowMillis) {
    long turning = 0;
    for (LoopDuties loop : loops.values()) {
      if (loop.isTold()
          && !loop.isEmpty()
          && nowMillis - loop.turnedAt() <= beatMillis * (1 + LATE_IN_BEATS)) {
        turning |= 1L << loop.number();
      }
    }
    return turning;
  }

  private void hello(long nowMillis) {
    synchronized (this) {
      if (nowMillis < nextHello) {
        return;
      }
      nextHello = nowMillis + HELLO_MILLIS;
      others.tidy(nowMillis);
    }
    vertx.eventBus().publish(Addresses.NODES, frames.encode(new HelloFrame(id)));
  }

  private void listen() {
    if (!listens && vertx.isClustered()) {
      listens = true;
      ContextInternal context = vertx.createEventLoopContext();
      context.runOnContext(
          turn -> {
            vertx.eventBus().consumer(Addresses.NODES, this::take);
            vertx.eventBus().consumer(Addresses.node(id), this::take);
            // where the servers' event loops are busy this one may have time
            vertx.setPeriodic(PUNCTUAL_MILLIS, timer -> beatWhenDue());
          });
    }
  }

  /** What is no frame of nodes is left lying: nobody is harmed by a sign that is missing. */
  private void take(Message<Object> message) {
    if (message.body() instanceof Buffer buffer && frames.decode(buffer) instanceof Decoded.Ok ok) {
      take(ok.frame());
    }
  }

  private void take(Frame frame) {
    long now = clock.nowMillis();
    if (frame instanceof BeatFrame beat) {
      others.take(beat.beat(), now);
    } else if (frame instanceof HelloFrame hello && others.greet(hello.node(), now)) {
      nextBeat = now;
    }
  }
}
