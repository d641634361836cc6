package dev.understudy.server;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.LifeSign;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Registration;
import dev.understudy.service.Service;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.EventJson;
import dev.understudy.wire.Frames;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.ContextInternal;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member with everything it needs to live on one context of one Vert.x instance. */
final class MemberNode {

  private static final Logger LOG = LoggerFactory.getLogger(MemberNode.class);

  private final Vertx vertx;
  private final Context context;
  private final Identity identity;
  private final NodeDuties node;
  private final Isolation isolation = new Isolation(Clock.SYSTEM);
  private final Surroundings surroundings;
  private final OwnAddress address;
  private final OperatorDesk desk;
  private final MemberInbox inbox;
  private final MemberLoop loop;
  private final Member member;
  private final Promise<Departure> departure = Promise.promise();
  // it follows a master, or is one, for the first time
  private final Promise<Void> settled = Promise.promise();
  private Optional<MessageConsumer<Object>> triggers = Optional.empty();
  private Optional<Input> neighbours = Optional.empty();
  private boolean started;

  MemberNode(
      Vertx vertx,
      Context context,
      MemberSettings settings,
      Service service,
      boolean faultInjection) {
    this.vertx = vertx;
    this.context = context;
    this.identity = new Identity(settings.configuration(), settings.self());
    this.node = NodeDuties.of(vertx);
    this.member = new Member(settings);
    Limits limits = settings.configuration().limits();
    Frames frames = new Frames(limits.payloadBytes());
    DropCounts drops = new DropCounts(identity.toString());
    Supplier<Incarnation> life = member.view()::incarnation;
    this.address = new OwnAddress(vertx, identity, life, this::give);
    this.desk =
        new OperatorDesk(
            new MemberStatus(identity, member.view(), drops, Clock.SYSTEM),
            address,
            faultInjection ? Optional.of(isolation) : Optional.empty(),
            drops,
            this::give);
    Optional<MemberTracing> tracing = MemberTracing.of(vertx, identity);
    this.inbox =
        new MemberInbox(
            identity,
            new MemberInbox.Means(frames, desk, drops, isolation, life),
            MemberTracing.before(tracing, this::give));
    EffectPerformer.Means means =
        new EffectPerformer.Means(
            vertx.eventBus(),
            frames,
            runner(service, limits),
            this::register,
            desk,
            address,
            isolation,
            Clock.SYSTEM);
    EffectPerformer does = new EffectPerformer(identity, means, life, this::give, this::departed);
    this.surroundings = surroundings(settings);
    this.loop = loop(MemberTracing.around(tracing, does));
  }

  private ServiceRunner runner(Service service, Limits limits) {
    return new ServiceRunner(
        service, limits, pace(service), reason -> nextTurn(() -> broken(reason)));
  }

  private MemberLoop loop(Effect.Performer performer) {
    return new MemberLoop(
        new MemberMachine(member),
        performer,
        new MemberLoop.Environment(Clock.SYSTEM, surroundings, this::nextTurn),
        this::broken);
  }

  private Surroundings surroundings(MemberSettings settings) {
    return context.isEventLoopContext()
        ? node.enter(context, new Inhabitant(settings), isolation::isCut)
        : new Alone(vertx, Clock.SYSTEM, this::tickWhenDue);
  }

  private void tickWhenDue() {
    if (started) {
      loop.tickWhenDue();
    }
  }

  private void register(Registration registration) {
    if (!registration.epoch().equals(Epoch.NONE)) {
      settled.tryComplete();
    }
    long renewMillis = identity.configuration().timings().renew();
    node.registrations()
        .put(
            new RegistrationPublisher.Member(registration, renewMillis, surroundings::turnedAt),
            Clock.SYSTEM.nowMillis(),
            this::nextTurn);
  }

  /** Begins to listen, and then to live. */
  Future<Void> start() {
    MessageConsumer<Object> own =
        vertx.eventBus().consumer(Addresses.triggers(identity.group()), inbox::onTrigger);
    triggers = Optional.of(own);
    return Future.all(address.listen(inbox::onServer), own.completion())
        .onSuccess(listening -> node.arrivals().begin(context, this::arrive))
        .mapEmpty();
  }

  private void arrive(Arrivals.Arrival arrival) {
    settled
        .future()
        .onSuccess(
            settled -> {
              arrival.end();
              node.rehearse(identity.configuration().membership().mode());
            });
    departure.future().onSuccess(departed -> arrival.end());
    if (loop.isClosed()) {
      arrival.end();
    } else {
      live();
    }
  }

  private void live() {
    if (!started) {
      started = true;
      neighbours.ifPresent(loop::give);
      loop.tickWhenDue();
    }
  }

  /** Before it is its turn it is not there for others, but it is for operators. */
  void give(Input input) {
    if (!started && !isOfOthers(input)) {
      live();
    }
    if (started) {
      loop.give(input);
    }
  }

  private static boolean isOfOthers(Input input) {
    return input instanceof Input.Received
        || input instanceof Input.ClientReceived
        || (input instanceof Input.Triggered one && one.trigger() != Trigger.OPERATOR)
        || input instanceof Input.ServerLost;
  }

  /** For tests: the machine itself, to be touched on this node's context only. */
  Member member() {
    return member;
  }

  /** Completes when the server is no longer part of its group. */
  Future<Departure> departure() {
    return departure.future();
  }

  /** Leaves the group, at the latest after so many milliseconds, and listens no more. */
  Future<Void> leave(long timeoutMillis) {
    long guard =
        vertx.setTimer(
            timeoutMillis,
            id -> {
              if (departure.tryComplete(new Departure(false, "left without a hand-over"))) {
                LOG.warn("{} was not done leaving after {} ms", identity, timeoutMillis);
              }
            });
    give(new Input.Leave());
    return departure
        .future()
        .compose(
            departed -> {
              vertx.cancelTimer(guard);
              return close();
            });
  }

  /** Listens no more. */
  Future<Void> close() {
    loop.close();
    desk.close();
    surroundings.leave();
    node.registrations().withdraw(identity.group(), identity.self(), member.view().incarnation());
    Future<Void> unregistered =
        triggers.map(MessageConsumer::unregister).orElse(Future.succeededFuture());
    triggers = Optional.empty();
    return Future.join(address.close(), unregistered).mapEmpty();
  }

  private void departed(Effect.Depart depart) {
    if (depart.failed()) {
      LOG.error("{} terminates: {}", identity, depart.reason());
    }
    departure.tryComplete(new Departure(depart.failed(), depart.reason()));
  }

  private void broken(Throwable violation) {
    LOG.error("{} stops: an invariant does not hold", identity, violation);
    broken("an invariant does not hold: " + violation);
  }

  private void broken(String reason) {
    loop.close();
    if (departure.tryComplete(new Departure(true, reason))) {
      LOG.error("{} stops: {}", identity, reason);
      Event event =
          Event.of(EventType.SERVER_TERMINATED, identity.group(), identity.self(), Epoch.NONE)
              .with("reason", reason);
      vertx.eventBus().publish(Addresses.EVENTS, EventJson.of(event, Clock.SYSTEM.wallMillis()));
    }
  }

  /** This server as its node sees it. */
  private final class Inhabitant implements Resident {

    private final OwnSigns.Name name;
    private final long heartbeatMillis;

    Inhabitant(MemberSettings settings) {
      name = new OwnSigns.Name(settings.configuration().group(), settings.self());
      heartbeatMillis = settings.configuration().timings().heartbeat();
    }

    @Override
    public OwnSigns.Name name() {
      return name;
    }

    @Override
    public long heartbeatMillis() {
      return heartbeatMillis;
    }

    @Override
    public void tickWhenDue() {
      ((ContextInternal) context).dispatch(MemberNode.this::tickWhenDue);
    }

    @Override
    public Optional<LifeSign> lifeSign() {
      return loop.isClosed() || isolation.isActive() ? Optional.empty() : member.lifeSign();
    }

    /** Not before it listens: what is given first begins its life. */
    @Override
    public void tellNeighbours(Input.Neighbours told) {
      if (started) {
        give(told);
      } else {
        neighbours = Optional.of(told);
      }
    }
  }

  private void nextTurn(Runnable task) {
    context.runOnContext(turn -> task.run());
  }

  private ServiceRunner.Pace pace(Service service) {
    if (!service.isBlocking()) {
      return call -> give(call.get());
    }
    return call ->
        context
            .<Input>executeBlocking(call::get, true)
            .onSuccess(this::give)
            .onFailure(this::broken);
  }
}
