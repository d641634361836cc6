package dev.understudy.server.rehearsal;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.MemberView;
import dev.understudy.member.Rules;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/**
 * Where a {@link Play} is played: its servers, their name server, and a time of their own. What is
 * sent is written and read as on the bus, and arrives a millisecond later.
 */
final class Stage {

  private static final int MOST_BYTES = 64 * 1024;
  private static final ClientAddress CLIENT = Addresses.client("rehearsal");
  private static final long BEGIN_MILLIS = 1_000;

  private record Arrival(long at, ServerId to, Input input) {}

  private final GroupConfiguration configuration;
  private final long seed;
  private final Frames frames = new Frames(MOST_BYTES);
  private final Registry registry;
  private final Map<ServerId, Actor> actors = new TreeMap<>();
  private final Map<ServerId, Registration> registrations = new TreeMap<>();
  private final Queue<Arrival> arrivals = new ArrayDeque<>();
  private final List<ClientReply> replies = new ArrayList<>();
  private long now = BEGIN_MILLIS;

  Stage(Membership membership, long seed) {
    this.configuration = GroupConfiguration.of("rehearsal", membership);
    this.seed = seed;
    this.registry = new Registry(configuration.timings().renew());
  }

  long now() {
    return now;
  }

  /** A server begins, without memory. */
  void enter(ServerId server) {
    Incarnation life = new Incarnation(now, server.number());
    MemberSettings settings =
        new MemberSettings(
            configuration, server, life, Priority.NORMAL, seed + server.number(), Rules.STANDARD);
    actors.put(server, new Actor(this, new Member(settings)));
  }

  /** A server is gone, and the cluster manager says so. */
  void exit(ServerId server) {
    actors.remove(server);
    registrations.remove(server);
    for (ServerId other : actors.keySet()) {
      deliver(other, new Input.ServerLost(server));
      deliver(other, new Input.Triggered(Trigger.CLUSTER_CHANGE));
    }
  }

  MemberView view(ServerId server) {
    return actor(server).member().view();
  }

  /** Whoever is the only master. */
  Optional<ServerId> master() {
    List<ServerId> masters =
        actors.keySet().stream().filter(server -> view(server).role() == Role.MASTER).toList();
    return masters.size() == 1 ? Optional.of(masters.get(0)) : Optional.empty();
  }

  /** Whatever was replied before is forgotten. */
  void ask(ServerId server, ClientMessage message) {
    replies.clear();
    Frame frame = passed(new Frame.ClientFrame(CLIENT, List.of(message)));
    ((Frame.ClientFrame) frame)
        .messages()
        .forEach(one -> deliver(server, new Input.ClientReceived(CLIENT, one)));
  }

  /** How many replies of a kind have come. */
  long replied(Class<? extends ClientReply> kind) {
    return replies.stream().filter(kind::isInstance).count();
  }

  /** The first reply of a kind. */
  <T extends ClientReply> T reply(Class<T> kind) {
    return replies.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  /** A millisecond passes. */
  void turn() {
    now++;
    registry.step(new RegistryInput.Tick(now));
    if (now % configuration.timings().renew() == 0) {
      registry.step(new RegistryInput.Published(List.copyOf(registrations.values())));
    }
    while (!arrivals.isEmpty() && arrivals.element().at() <= now) {
      Arrival arrival = arrivals.remove();
      Optional.ofNullable(actors.get(arrival.to()))
          .ifPresent(actor -> actor.receive(arrival.input()));
    }
    actors.values().forEach(Actor::tickWhenDue);
  }

  void send(ServerId from, Effect.Send send) {
    deliverFrame(from, send.to(), send.message());
  }

  void broadcast(ServerId from, Effect.Broadcast broadcast) {
    for (ServerId other : actors.keySet()) {
      if (!other.equals(from)) {
        deliverFrame(from, other, broadcast.message());
      }
    }
  }

  private void deliverFrame(ServerId from, ServerId to, dev.understudy.member.Message message) {
    Incarnation life = view(from).incarnation();
    ServerFrame frame =
        (ServerFrame) passed(new ServerFrame(from, life, configuration.hash(), message));
    deliver(
        to,
        new Input.Received(
            frame.from(), frame.incarnation(), frame.configurationHash(), frame.message()));
  }

  void reply(Effect.Reply reply) {
    Frame frame = passed(new Frame.ReplyFrame(reply.replies()));
    replies.addAll(((Frame.ReplyFrame) frame).replies());
  }

  void register(Registration registration) {
    registrations.put(registration.server(), registration);
    registry.step(new RegistryInput.Published(List.of(registration)));
  }

  void ask(ServerId from, Effect.Ask ask) {
    for (RegistryEffect effect :
        registry.step(new RegistryInput.Asked(ask.questionId(), ask.question()))) {
      if (effect instanceof RegistryEffect.Answered answered) {
        deliver(from, new Input.NameServerAnswered(answered.askId(), answered.answer()));
      }
    }
  }

  private void deliver(ServerId to, Input input) {
    arrivals.add(new Arrival(now + 1, to, input));
  }

  private Frame passed(Frame frame) {
    Buffer bytes = frames.encode(frame);
    if (frames.decode(bytes) instanceof Decoded.Ok ok) {
      return ok.frame();
    }
    throw new IllegalStateException("cannot be read again: " + frame);
  }

  private Actor actor(ServerId server) {
    return Optional.ofNullable(actors.get(server)).orElseThrow();
  }
}
