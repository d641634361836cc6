package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.client.ClientReply;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Input;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.Message;
import dev.understudy.member.OperatorCommand;
import dev.understudy.member.Rules;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A group and its name servers on a network that does what the test says: servers are the numbers
 * from 1 on, name servers from {@link #NAME_SERVER} on. Every message takes a millisecond, time
 * passes only in {@link #pass} and {@link #until}.
 */
final class Stage {

  static final int NAME_SERVER = 100;

  private static final int HOSTS = NAME_SERVER + 10;

  private final GroupConfiguration configuration;
  private final Rules rules;
  private final Map<Integer, Actor> actors = new TreeMap<>();
  private final List<StagedNameServer> nameServers = new ArrayList<>();
  private final Map<Integer, Integer> ties = new TreeMap<>();
  private final boolean[][] deaf = new boolean[HOSTS][HOSTS];
  private final boolean[][] cut = new boolean[HOSTS][HOSTS];
  private final List<Predicate<Sent>> holds = new ArrayList<>();
  private final List<Sent> held = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<ClientReply> replies = new ArrayList<>();
  private List<Runnable> underWay = new ArrayList<>();
  private long now = 1_000;
  private int births;

  Stage(GroupConfiguration configuration, Rules rules, int nameServerCount) {
    this.configuration = configuration;
    this.rules = rules;
    for (int i = 0; i < nameServerCount; i++) {
      nameServers.add(new StagedNameServer(this, NAME_SERVER + i));
    }
  }

  static GroupConfiguration consistentGroup(int voters) {
    return GroupConfiguration.of(
        "g",
        Membership.consistent(IntStream.rangeClosed(1, voters).mapToObj(ServerId::new).toList()));
  }

  static GroupConfiguration availableGroup() {
    return GroupConfiguration.of("g", Membership.available());
  }

  /** A CONSISTENT group of servers 1 to {@code voters}, all of which follow server 1. */
  static Stage consistent(int voters) {
    return new Stage(consistentGroup(voters), Rules.STANDARD, 1).led(voters);
  }

  /** An AVAILABLE group of servers 1 to {@code servers}, all of which follow server 1. */
  static Stage available(int servers) {
    return new Stage(availableGroup(), Rules.STANDARD, 1).led(servers);
  }

  /** Starts the servers 1 to {@code servers}, and makes the first one their master. */
  Stage led(int servers) {
    start(1);
    if (!configuration.membership().isConsistent()) {
      until(() -> isMaster(1));
    }
    IntStream.rangeClosed(2, servers).forEach(this::start);
    until(() -> masters().size() == 1 && isWhole());
    if (!isMaster(1)) {
      transfer(1);
    }
    return this;
  }

  private void transfer(int target) {
    Actor master = server(masters().get(0));
    master.receive(new Input.Commanded(1, new OperatorCommand.TransferTo(new ServerId(target))));
    until(() -> masters().equals(List.of(target)) && isWhole());
  }

  GroupConfiguration configuration() {
    return configuration;
  }

  long now() {
    return now;
  }

  /** Starts a process of the server, without memory; one that ran is gone. */
  Actor start(int number) {
    return start(number, now);
  }

  /** Likewise, by a clock that may be wrong. */
  Actor start(int number, long clock) {
    Incarnation incarnation = new Incarnation(clock, ++births);
    MemberSettings settings =
        new MemberSettings(
            configuration, new ServerId(number), incarnation, Priority.NORMAL, births, rules);
    Actor actor = new Actor(this, settings);
    actors.put(number, actor);
    return actor;
  }

  /** The process ends, and its memory with it. */
  void end(int number) {
    actors.remove(number);
  }

  Actor server(int number) {
    Actor actor = actors.get(number);
    assertTrue(actor != null, () -> "server " + number + " does not run");
    return Objects.requireNonNull(actor);
  }

  boolean isMaster(int number) {
    return masters().contains(number);
  }

  List<Integer> masters() {
    return actors.entrySet().stream()
        .filter(entry -> entry.getValue().view().role() == Role.MASTER)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The master that is not {@code number}. */
  int otherMaster(int number) {
    until(() -> masters().stream().anyMatch(one -> one != number));
    return masters().stream().filter(one -> one != number).findFirst().orElseThrow();
  }

  /** Whether every server that runs is the master or a backup in sync. */
  boolean isWhole() {
    return actors.values().stream().allMatch(actor -> actor.view().isInSync());
  }

  /** No message between the two arrives any more, in either direction. */
  void cut(int one, int... others) {
    for (int other : others) {
      cut[one][other] = true;
      cut[other][one] = true;
    }
  }

  /** Nothing that the one sends arrives at the other any more. */
  void cutOneWay(int from, int to) {
    cut[from][to] = true;
  }

  /** The name server does not hear of the server, although it answers it. */
  void deafen(int nameServer, int server) {
    deaf[NAME_SERVER + nameServer][server] = true;
  }

  /** The server asks this name server alone. */
  void tie(int server, int nameServer) {
    ties.put(server, NAME_SERVER + nameServer);
  }

  void mend() {
    for (boolean[] links : cut) {
      Arrays.fill(links, false);
    }
  }

  /** Messages of the kind are kept back, in their order, until {@link #letGo}. */
  void hold(Class<? extends Message> kind, int from, int to) {
    holds.add(message -> message.is(kind, from, to));
  }

  /** Whether a message is kept back. */
  boolean holdsSome() {
    return !held.isEmpty();
  }

  /** What was kept back is on its way, and nothing is kept back any more. */
  void letGo() {
    holds.clear();
    List<Sent> late = List.copyOf(held);
    held.clear();
    late.forEach(message -> underWay.add(() -> deliver(message)));
  }

  void pass(long millis) {
    for (long end = now + millis; now < end; ) {
      now++;
      List<Runnable> arriving = underWay;
      underWay = new ArrayList<>();
      nameServers.forEach(StagedNameServer::tick);
      List.copyOf(actors.values()).forEach(Actor::tick);
      arriving.forEach(Runnable::run);
      List.copyOf(actors.values()).forEach(Actor::flush);
    }
  }

  /** Passes until it holds, or fails after ten seconds. */
  void until(BooleanSupplier holds) {
    long end = now + 10_000;
    while (!holds.getAsBoolean()) {
      assertTrue(now < end, () -> "never: " + actors.values() + " " + events);
      pass(1);
    }
  }

  /** All messages of the kind that were sent, whether they arrived or not. */
  <M extends Message> List<M> sent(Class<M> kind, int from) {
    return sent.stream()
        .filter(one -> one.from() == from && kind.isInstance(one.message()))
        .map(one -> kind.cast(one.message()))
        .toList();
  }

  List<Event> events(EventType type) {
    return events.stream().filter(event -> event.type() == type).toList();
  }

  /** What clients were told, of this kind. */
  <R extends ClientReply> List<R> replies(Class<R> kind) {
    return replies.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  boolean isAnswered(long sequence) {
    return replies(ClientReply.Done.class).stream().anyMatch(done -> done.sequence() == sequence);
  }

  void send(Sent message) {
    sent.add(message);
    if (holds.stream().anyMatch(hold -> hold.test(message))) {
      held.add(message);
    } else if (!cut[message.from()][message.to()]) {
      underWay.add(() -> deliver(message));
    }
  }

  void broadcast(Actor from, Message message) {
    for (Actor actor : actors.values()) {
      if (actor != from) {
        from.send(actor.number(), message);
      }
    }
  }

  private void deliver(Sent message) {
    Actor receiver = actors.get(message.to());
    if (receiver != null) {
      receiver.receive(
          new Input.Received(
              new ServerId(message.from()),
              message.incarnation(),
              configuration.hash(),
              message.message()));
    }
  }

  void register(Actor from, Registration registration) {
    for (StagedNameServer nameServer : nameServers) {
      boolean hears = !deaf[nameServer.host()][from.number()];
      if (hears && !cut[from.number()][nameServer.host()]) {
        underWay.add(() -> nameServer.publish(registration));
      }
    }
  }

  void ask(Actor from, long questionId, Question question) {
    for (StagedNameServer nameServer : nameServers) {
      boolean may = ties.getOrDefault(from.number(), nameServer.host()) == nameServer.host();
      if (may && !cut[from.number()][nameServer.host()]) {
        underWay.add(
            () -> from.receive(new Input.NameServerAnswered(questionId, nameServer.ask(question))));
        return;
      }
    }
  }

  void triggerAll(StagedNameServer from) {
    for (Actor actor : actors.values()) {
      if (!cut[from.host()][actor.number()]) {
        underWay.add(() -> actor.receive(new Input.Triggered(Trigger.DUPLICATE_REGISTRATION)));
      }
    }
  }

  void tell(Event event) {
    events.add(event);
  }

  void reply(List<ClientReply> given) {
    replies.addAll(given);
  }
}
