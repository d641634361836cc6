package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * A group and a name server in a world where nothing goes wrong but what a test makes go wrong:
 * every message arrives after a millisecond, in order. The name server's events are never
 * delivered, so that what is found is found by the check timer.
 */
final class PlayedGroup {

  static final int STATE_BYTES = 4_000;

  private static final ClientAddress CLIENT = new ClientAddress("client");
  private static final long PATIENCE_MILLIS = 30_000;

  private record Arrival(long at, Runnable what) {}

  private final GroupConfiguration configuration;
  private final Rules rules;
  private final Map<ServerId, PlayedServer> servers = new TreeMap<>();
  private final Registry registry;
  private final Deque<Arrival> arrivals = new ArrayDeque<>();
  private final List<ClientReply> replies = new ArrayList<>();
  private long now = 1_000;
  private long asked;
  private long sequence;
  private Optional<SessionId> session = Optional.empty();

  PlayedGroup(GroupConfiguration configuration, Rules rules) {
    this.configuration = configuration;
    this.rules = rules;
    this.registry = new Registry(configuration.timings().renew());
  }

  GroupConfiguration configuration() {
    return configuration;
  }

  long now() {
    return now;
  }

  /** Starts servers, and waits until all are in sync. */
  void start(int... numbers) {
    for (int number : numbers) {
      begin(number);
    }
    await("all in sync", () -> servers.values().stream().allMatch(s -> s.view().isInSync()));
  }

  /** Starts a server without memory; an earlier life of it is over. */
  PlayedServer begin(int number) {
    ServerId id = new ServerId(number);
    MemberSettings settings =
        new MemberSettings(
            configuration, id, new Incarnation(now, number), Priority.NORMAL, number, rules);
    PlayedServer server = new PlayedServer(this, new Member(settings));
    servers.put(id, server);
    return server;
  }

  PlayedServer server(int number) {
    return Optional.ofNullable(servers.get(new ServerId(number))).orElseThrow();
  }

  PlayedServer master() {
    return servers.values().stream()
        .filter(server -> server.departure().isEmpty() && server.view().role() == Role.MASTER)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no master"));
  }

  /** A backup, the first or another one. */
  PlayedServer backup(int which) {
    return servers.values().stream()
        .filter(server -> server.view().role() == Role.BACKUP)
        .skip(which)
        .findFirst()
        .orElseThrow();
  }

  /** Has a number added, and waits for the answer. */
  void add(int number) {
    if (session.isEmpty()) {
      tell(new ClientMessage.OpenSession(++sequence));
      session = Optional.of(awaitReply(ClientReply.SessionOpened.class).session());
    }
    long own = ++sequence;
    ClientMessage.Call call = new ClientMessage.Call(own, Bytes.utf8(Integer.toString(number)));
    tell(new ClientMessage.Requests(session.get(), own, -1, List.of(call)));
    awaitReply(ClientReply.Done.class);
  }

  void runFor(long millis) {
    for (long end = now + millis; now < end; ) {
      turn();
    }
  }

  /** Runs until it is so. */
  void await(String what, BooleanSupplier so) {
    for (long end = now + PATIENCE_MILLIS; !so.getAsBoolean(); turn()) {
      if (now > end) {
        throw new AssertionError("not in time: " + what);
      }
    }
  }

  /** The events of one type that a server told. */
  static List<Event> told(PlayedServer server, EventType type) {
    return server.events().stream().filter(event -> event.type() == type).toList();
  }

  Collection<ServerId> others(ServerId server) {
    return servers.keySet().stream().filter(other -> !other.equals(server)).toList();
  }

  void deliver(ServerId to, Input input) {
    arrivals.add(
        new Arrival(
            now + 1,
            () -> Optional.ofNullable(servers.get(to)).ifPresent(server -> server.receive(input))));
  }

  void replied(List<ClientReply> given) {
    replies.addAll(given);
  }

  void register(Registration registration) {
    tell(new RegistryInput.Published(List.of(registration)));
  }

  void ask(ServerId from, Effect.Ask ask) {
    long number = ++asked;
    for (RegistryEffect effect : tell(new RegistryInput.Asked(number, ask.question()))) {
      if (effect instanceof RegistryEffect.Answered answered && answered.askId() == number) {
        deliver(from, new Input.NameServerAnswered(ask.questionId(), answered.answer()));
      }
    }
  }

  private List<RegistryEffect> tell(RegistryInput input) {
    List<RegistryEffect> effects = new ArrayList<>(registry.step(new RegistryInput.Tick(now)));
    effects.addAll(registry.step(input));
    return effects;
  }

  private void tell(ClientMessage message) {
    replies.clear();
    master().receive(new Input.ClientReceived(CLIENT, message));
  }

  private <T extends ClientReply> T awaitReply(Class<T> kind) {
    await(kind.getSimpleName(), () -> replies.stream().anyMatch(kind::isInstance));
    return replies.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private void turn() {
    now++;
    while (!arrivals.isEmpty() && arrivals.element().at() <= now) {
      arrivals.remove().what().run();
    }
    servers.values().forEach(PlayedServer::tickWhenDue);
  }
}
