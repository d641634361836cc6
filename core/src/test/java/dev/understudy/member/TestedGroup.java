package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import dev.understudy.registry.Registry;
import dev.understudy.registry.RegistryEffect;
import dev.understudy.registry.RegistryInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The servers of one group and their name server, on a clock that a test moves. What is sent
 * arrives at once, unless the receiver does not run: then the test may play it. A name server
 * answers and triggers as the real one, unless the test {@linkplain #nameServerSays says} what it
 * answers.
 */
final class TestedGroup {

  /** A message to a server, for tests that play that server. */
  record Sent(int from, int to, Message message) {}

  private static final long STEP = 5;

  final GroupConfiguration configuration;
  private final TreeMap<Integer, TestedServer> servers = new TreeMap<>();
  private final Set<Integer> isolated = new TreeSet<>();
  private final List<Sent> sent = new ArrayList<>();
  private final List<Registration> registrations = new ArrayList<>();
  private final Registry registry = new Registry(100);
  private Optional<Optional<Answer>> said = Optional.empty();
  private long now;
  private int lookups;

  TestedGroup(GroupConfiguration configuration) {
    this.configuration = configuration;
  }

  TestedGroup(Membership membership) {
    this(GroupConfiguration.of("g", membership));
  }

  static TestedGroup consistent(Integer... voters) {
    return new TestedGroup(Membership.consistent(Stream.of(voters).map(ServerId::new).toList()));
  }

  static TestedGroup available() {
    return new TestedGroup(Membership.available());
  }

  /** The epoch of a server that the test plays. */
  static Epoch epoch(long number, int owner) {
    return new Epoch(Generation.FIRST, number, new ServerId(owner), new Incarnation(1_000, owner));
  }

  long now() {
    return now;
  }

  TestedServer start(int id) {
    return start(id, Priority.NORMAL);
  }

  TestedServer start(int id, Priority priority) {
    TestedServer server = new TestedServer(this, configuration, id, priority);
    servers.put(id, server);
    run(STEP);
    return server;
  }

  /** Server 3 of voters 1, 2 and 3, of which the test plays 1, its master, and 2. */
  static TestedServer backupOfOne(TestedGroup group) {
    TestedServer backup = group.start(3);
    for (int other = 1; other <= 2; other++) {
      group.receive(other, 3, new AdmissionMessage.FreshAnswer(backup.view().incarnation(), 1));
    }
    group.run(STEP);
    group.nameServerIsSilent();
    group.runUnderOne(500);
    return backup;
  }

  /** Lets time pass in which server 3 hears server 1, which the test plays. */
  void runUnderOne(long millis) {
    for (long passed = 0; passed < millis; passed += 50) {
      append(1, 3, EntryKey.NONE, List.of());
      run(50);
    }
  }

  /** The server that the test plays sends an append of epoch 1. */
  void append(int master, int to, EntryKey previous, List<Entry> entries) {
    Epoch epoch = epoch(1, master);
    receive(master, to, new ReplicationMessage.Append(epoch, 0, previous, entries, 0, InSync.NONE));
  }

  /** A message of a server that the test plays. */
  void receive(int from, int to, Message message) {
    receive(from, new Incarnation(1_000, from), to, message);
  }

  /** As {@link #receive(int, int, Message)}, of a life that shows that it is one if need be. */
  void receive(int from, Incarnation life, int to, Message message) {
    int before = sent(to, from, AdmissionMessage.Challenge.class).size();
    deliver(from, life, to, message);
    List<AdmissionMessage.Challenge> now = sent(to, from, AdmissionMessage.Challenge.class);
    if (now.size() > before) {
      deliver(from, life, to, new AdmissionMessage.Alive(now.get(before).nonce()));
      deliver(from, life, to, message);
    }
  }

  private void deliver(int from, Incarnation life, int to, Message message) {
    server(to).receive(from, life, message);
    work();
  }

  TestedServer server(int id) {
    return Optional.ofNullable(servers.get(id)).orElseThrow();
  }

  /** The server runs no longer: from now on the test may play it. */
  void end(int id) {
    servers.remove(id);
  }

  /** Nothing goes to or comes from {@code id}, but what the name server says. */
  void isolate(int id) {
    isolated.add(id);
  }

  void join(int id) {
    isolated.remove(id);
  }

  void run(long millis) {
    for (long end = now + millis; now < end; ) {
      now += STEP;
      perform(new RegistryInput.Tick(now));
      servers.values().forEach(server -> server.tick(now));
      work();
    }
  }

  void work() {
    boolean worked = true;
    while (worked) {
      worked = false;
      for (TestedServer server : List.copyOf(servers.values())) {
        worked |= server.work();
      }
    }
  }

  /** From now on the name server's answer to every look-up. */
  void nameServerSays(Answer answer) {
    said = Optional.of(Optional.of(answer));
  }

  /** The real name server answers again. */
  void nameServerAnswers() {
    said = Optional.empty();
  }

  void nameServerIsSilent() {
    said = Optional.of(Optional.empty());
  }

  /** From now on the name server names {@code master}, which the test plays. */
  void nameServerNames(int master, Epoch epoch) {
    nameServerSays(new Answer.MasterIs(registration(master, epoch), 0, InSync.NONE));
  }

  /** The registration of a master that the test plays and that has servers 8 and 9 in sync. */
  Registration registration(int master, Epoch epoch) {
    List<ServerId> inSync =
        List.of(new ServerId(8), new ServerId(9), new ServerId(master), new ServerId(10));
    return new Registration(
        "g",
        new ServerId(master),
        new Incarnation(1_000, master),
        1,
        Role.MASTER,
        epoch,
        new InSync(epoch, 1, inSync),
        false,
        Priority.NORMAL,
        new Registration.Policy(
            configuration.membership().mode(), configuration.retention(), 1, 300, 1_500));
  }

  /** What a server sent to one that does not run, of one kind. */
  <T extends Message> List<T> sent(int from, int to, Class<T> kind) {
    return sent.stream()
        .filter(one -> one.from() == from && one.to() == to && kind.isInstance(one.message()))
        .map(one -> kind.cast(one.message()))
        .toList();
  }

  /** All that was registered. */
  List<Registration> registrations() {
    return registrations;
  }

  /** How often the name server was asked for the master. */
  int lookups() {
    return lookups;
  }

  void trigger(int id, Trigger trigger) {
    server(id).give(new Input.Triggered(trigger));
    work();
  }

  void send(ServerId from, ServerId to, Incarnation sender, Message message) {
    TestedServer receiver = servers.get(to.number());
    if (receiver == null) {
      sent.add(new Sent(from.number(), to.number(), message));
    } else if (!isolated.contains(from.number()) && !isolated.contains(to.number())) {
      receiver.receive(from.number(), sender, message);
    }
  }

  void broadcast(ServerId from, Incarnation sender, Message message) {
    for (int to : servers.keySet()) {
      send(from, new ServerId(to), sender, message);
    }
  }

  Optional<Answer> answer(Question question) {
    if (question instanceof Question.Lookup) {
      lookups++;
    }
    if (said.isPresent()) {
      return said.get();
    }
    return registry.step(new RegistryInput.Asked(1, question)).stream()
        .filter(RegistryEffect.Answered.class::isInstance)
        .map(effect -> ((RegistryEffect.Answered) effect).answer())
        .findFirst();
  }

  void register(Registration registration) {
    registrations.add(registration);
    perform(new RegistryInput.Published(List.of(registration)));
  }

  private void perform(RegistryInput input) {
    for (RegistryEffect effect : registry.step(input)) {
      if (effect instanceof RegistryEffect.PublishDuplicate) {
        servers
            .values()
            .forEach(server -> server.give(new Input.Triggered(Trigger.DUPLICATE_REGISTRATION)));
      }
    }
  }
}
