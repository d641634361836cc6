package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One client and a group whose master moves, over a network that loses, delays and reorders, and in
 * some courses duplicates; all from one seed. After a while everything heals.
 */
final class ClientSimulation implements ClientEffect.Performer {

  private static final long FAULTY_MILLIS = 8_000;
  private static final long RECOVERY_MILLIS = 2_000;
  private static final long DEADLINE_MILLIS = 1_500;

  private record Moment(long millis, long order) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int order = Long.compare(millis, other.millis);
      return order != 0 ? order : Long.compare(this.order, other.order);
    }
  }

  private final Random random;
  private final FakeGroup group;
  private final ClientSession client;
  private final boolean duplicates;
  private final TreeMap<Moment, Runnable> agenda = new TreeMap<>();
  private final List<ClientEffect> trace = new ArrayList<>();
  private final Map<Long, ClientEffect> outcomes = new TreeMap<>();
  private long now;
  private long order;
  private long submitted;
  private long firstHealed;
  private boolean faulty = true;

  ClientSimulation(long seed) {
    random = new Random(seed);
    group = new FakeGroup(random);
    duplicates = random.nextInt(3) == 0;
    ClientLimits limits = new ClientLimits(1 + random.nextInt(20), 60, 2_000, 100, 40);
    client = new ClientSession(ClientSettings.of("g", seed).with(limits));
    group.elect(1);
    if (random.nextBoolean()) {
      group.learn(0);
    }
  }

  /** Everything that the client wanted done, in order. */
  List<ClientEffect> trace() {
    return trace;
  }

  void run() {
    for (; now < FAULTY_MILLIS; now++) {
      disturb();
      submitSome();
      turn();
    }
    heal();
    submitFor(RECOVERY_MILLIS);
    firstHealed = submitted;
    submitFor(DEADLINE_MILLIS);
    for (long end = now + DEADLINE_MILLIS; now <= end; now++) {
      turn();
    }
    check();
  }

  private void submitFor(long millis) {
    for (long end = now + millis; now < end; now++) {
      submitSome();
      turn();
    }
  }

  private void disturb() {
    int dice = random.nextInt(3_000);
    if (dice < 3) {
      group.loseMaster();
    } else if (dice < 10) {
      group.elect(1 + random.nextInt(FakeGroup.SERVERS));
      if (random.nextBoolean()) {
        group.announcement().ifPresent(this::deliver);
      }
    } else if (dice < 30) {
      group.learn(random.nextInt(FakeGroup.SERVERS + 1));
    } else if (dice < 31) {
      group.expireSessions();
    } else if (dice < 34) {
      group.setOverload(random.nextInt(3) * 0.45);
    }
  }

  private void heal() {
    faulty = false;
    group.setOverload(0);
    group.elect(2);
    for (int server = 0; server <= FakeGroup.SERVERS; server++) {
      group.learn(server);
    }
  }

  private void submitSome() {
    if (random.nextInt(12) > 0) {
      return;
    }
    long deadline = now + (faulty ? 20 + random.nextInt(4_000) : DEADLINE_MILLIS);
    long callId = submitted++;
    switch (random.nextInt(6)) {
      case 0 -> give(new ClientInput.Query(callId, payloadOf(callId), deadline));
      case 1 -> give(new ClientInput.StaleQuery(callId, payloadOf(callId), deadline));
      default -> give(new ClientInput.Submit(callId, payloadOf(callId), deadline));
    }
  }

  private void turn() {
    if (client.deadlineMillis() <= now || random.nextInt(5) == 0) {
      give(new ClientInput.Tick(now));
    }
    while (!agenda.isEmpty() && agenda.firstKey().millis() <= now) {
      agenda.pollFirstEntry().getValue().run();
    }
    if (client.wantsFlush()) {
      give(new ClientInput.Flush());
      assertThat(client.wantsFlush()).as("wants a flush after a flush").isFalse();
    }
  }

  private void give(ClientInput input) {
    for (ClientEffect effect : client.step(input)) {
      trace.add(effect);
      effect.perform(this);
    }
  }

  private void deliver(ClientInput input) {
    travel(() -> give(input));
  }

  /** Has something happen after a journey; or never, or twice. */
  private void travel(Runnable arrival) {
    int copies = duplicates && faulty && random.nextInt(10) == 0 ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      if (!faulty || random.nextInt(6) > 0) {
        int slow = faulty && random.nextInt(20) == 0 ? 400 : 5;
        agenda.put(new Moment(now + 1 + random.nextInt(slow), order++), arrival);
      }
    }
  }

  @Override
  public void send(ClientEffect.Send send) {
    assertThat(send.to().isNone()).as("sends to nobody").isFalse();
    travel(
        () -> deliver(new ClientInput.Replied(group.receive(send.to().number(), send.message()))));
  }

  @Override
  public void broadcast(ClientEffect.Broadcast broadcast) {
    for (int server = 1; server <= FakeGroup.SERVERS; server++) {
      int receiver = server;
      travel(() -> deliver(new ClientInput.Replied(group.receive(receiver, broadcast.message()))));
    }
  }

  @Override
  public void ask(ClientEffect.Ask ask) {
    travel(
        () ->
            deliver(
                new ClientInput.NameServerAnswered(
                    ask.questionId(), group.answer(ask.question()))));
  }

  @Override
  public void completed(ClientEffect.Completed completed) {
    conclude(completed.callId(), completed);
    assertThat(group.executionsOf(payloadOf(completed.callId()).toUtf8())).isEqualTo(1);
    assertThat(completed.result()).isEqualTo(new Result.Returned(payloadOf(completed.callId())));
  }

  @Override
  public void queryCompleted(ClientEffect.QueryCompleted completed) {
    conclude(completed.callId(), completed);
  }

  @Override
  public void sessionOpened(ClientEffect.SessionOpened opened) {
    throw new AssertionError("nobody asked for a session: " + opened);
  }

  @Override
  public void failed(ClientEffect.Failed failed) {
    conclude(failed.callId(), failed);
  }

  private void conclude(long callId, ClientEffect outcome) {
    assertThat(outcomes.put(callId, outcome)).as("second outcome of " + callId).isNull();
  }

  private void check() {
    assertThat(outcomes).as("outcomes").hasSize((int) submitted);
    outcomes.forEach(
        (callId, outcome) -> {
          int executions = group.executionsOf(payloadOf(callId).toUtf8());
          assertThat(executions).as("executions of " + callId).isLessThanOrEqualTo(1);
          if (outcome instanceof ClientEffect.Failed failed && promisesNothingHappened(failed)) {
            assertThat(executions).as("executions in spite of " + failed).isZero();
          }
          if (callId >= firstHealed) {
            assertThat(outcome).isNotInstanceOf(ClientEffect.Failed.class);
          }
        });
    long sends = trace.stream().filter(ClientEffect.Send.class::isInstance).count();
    assertThat(sends).as("messages sent").isLessThan(10 * submitted + 1_000);
  }

  /**
   * A duplicated message may be taken after its twin was refused; no transport of ours does that.
   */
  private boolean promisesNothingHappened(ClientEffect.Failed failed) {
    return switch (failed.failure()) {
      case NO_MASTER, TOO_LARGE, INVALID -> true;
      case OVERLOADED -> !duplicates;
      case DEADLINE_EXCEEDED, SESSION_EXPIRED, CLOSED -> false;
    };
  }

  private static Bytes payloadOf(long callId) {
    return Bytes.utf8("call " + callId);
  }
}
