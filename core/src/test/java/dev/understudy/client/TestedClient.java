package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;

/**
 * A client with a clock and an adapter that flushes when it is asked to and ticks when a tick is
 * due; what the client did is looked at, kind by kind, with the methods that return lists. After
 * each step it checks that the client does not spin.
 */
final class TestedClient {

  static final SessionId SESSION = sessionOf(10);

  final ClientSession session;
  private final List<ClientEffect> effects = new ArrayList<>();
  private long now = 1_000;

  TestedClient(ClientSettings settings) {
    session = new ClientSession(settings);
    step(new ClientInput.Tick(now));
  }

  TestedClient() {
    this(ClientSettings.of("g", 1));
  }

  /** One that knows server 1 as the master of epoch 1 and has a session there. */
  static TestedClient connected() {
    return connected(ClientSettings.of("g", 1));
  }

  static TestedClient connected(ClientSettings settings) {
    TestedClient client = new TestedClient(settings);
    client.announce(1, 1);
    client.submit(0, 60_000);
    client.open(SESSION);
    client.finish(0);
    client.effects.clear();
    return client;
  }

  static SessionId sessionOf(long index) {
    return new SessionId(keyOf(index));
  }

  static EntryKey keyOf(long index) {
    return new EntryKey(epochOf(1, 1), index);
  }

  static Epoch epochOf(long number, int owner) {
    return new Epoch(Generation.FIRST, number, new ServerId(owner), new Incarnation(1, owner));
  }

  static Result resultOf(String text) {
    return new Result.Returned(Bytes.utf8(text));
  }

  long now() {
    return now;
  }

  void submit(long callId, long withinMillis) {
    submit(callId, "call " + callId, withinMillis);
  }

  void submit(long callId, String payload, long withinMillis) {
    step(new ClientInput.Submit(callId, Bytes.utf8(payload), now + withinMillis));
  }

  void submitNamed(long callId, long sequence, long withinMillis) {
    Bytes payload = Bytes.utf8("named " + sequence);
    NamedCall call = new NamedCall(sessionOf(77), sequence, Math.max(0, sequence - 4), payload);
    step(new ClientInput.SubmitNamed(callId, call, now + withinMillis));
  }

  void openSession(long callId, long withinMillis) {
    step(new ClientInput.OpenSession(callId, now + withinMillis));
  }

  void query(long callId, long withinMillis) {
    step(new ClientInput.Query(callId, Bytes.utf8("query " + callId), now + withinMillis));
  }

  void staleQuery(long callId, long withinMillis) {
    step(new ClientInput.StaleQuery(callId, Bytes.utf8("query " + callId), now + withinMillis));
  }

  void announce(int server, long epoch) {
    step(new ClientInput.Announced(new ServerId(server), epochOf(epoch, server)));
  }

  void reply(ClientReply reply) {
    step(new ClientInput.Replied(List.of(reply)));
  }

  /** Answers the latest try to open a session. */
  void open(SessionId opened) {
    List<ClientMessage.OpenSession> tries = sent(ClientMessage.OpenSession.class);
    assertThat(tries).as("tries to open a session").isNotEmpty();
    reply(new ClientReply.SessionOpened(tries.get(tries.size() - 1).nonce(), opened));
  }

  void finish(long sequence) {
    reply(new ClientReply.Done(SESSION, sequence, resultOf("ok"), keyOf(100 + sequence)));
  }

  void refuse(long sequence, Refusal refusal) {
    reply(new ClientReply.Refused(SESSION, sequence, refusal));
  }

  /** A server says that {@code master} is it; -1: it knows none. */
  void redirect(int master, long epoch) {
    reply(new ClientReply.NotMaster(new ServerId(master), epochOf(epoch, Math.max(master, 1))));
  }

  /** Answers the latest lookup with a registration that was renewed just now. */
  void lookUp(int master, long epoch) {
    lookUp(master, epoch, 0);
  }

  void lookUp(int master, long epoch, long silentMillis) {
    List<ClientEffect.Ask> lookups = asked(Question.Lookup.class);
    assertThat(lookups).as("lookups").isNotEmpty();
    Registration named = registrationOf(master, epoch, Role.MASTER);
    answer(
        lookups.get(lookups.size() - 1).questionId(),
        new Answer.MasterIs(named, silentMillis, InSync.NONE));
  }

  void answer(long questionId, Answer answer) {
    step(new ClientInput.NameServerAnswered(questionId, answer));
  }

  static Registration registrationOf(int server, long epoch, Role role) {
    return new Registration(
        "g",
        new ServerId(server),
        new Incarnation(1, server),
        1,
        role,
        epochOf(epoch, server),
        InSync.NONE,
        false,
        Priority.NORMAL,
        new Registration.Policy(
            Mode.AVAILABLE, GroupConfiguration.defaultRetention(Mode.AVAILABLE), 1, 300, 1500));
  }

  /** Lets time pass, with a tick and a flush whenever the client wants one. */
  void pass(long millis) {
    long end = now + millis;
    while (session.deadlineMillis() <= end) {
      now = session.deadlineMillis();
      step(new ClientInput.Tick(now));
    }
    now = end;
    step(new ClientInput.Tick(now));
  }

  void step(ClientInput input) {
    effects.addAll(session.step(input));
    if (session.wantsFlush()) {
      effects.addAll(session.step(new ClientInput.Flush()));
    }
    assertThat(session.wantsFlush()).as("wants a flush after a flush").isFalse();
    assertThat(session.deadlineMillis()).as("deadline after a tick").isGreaterThan(now);
  }

  /** Several inputs in one turn of the adapter: one flush, at its end. */
  void turn(ClientInput... inputs) {
    for (ClientInput input : inputs) {
      effects.addAll(session.step(input));
    }
    step(new ClientInput.Tick(now));
  }

  /** Messages of this kind that were sent since the last call. */
  <T extends ClientMessage> List<T> sent(Class<T> kind) {
    List<T> sent = new ArrayList<>();
    for (ClientEffect.Send send : sends(kind)) {
      sent.add(kind.cast(send.message()));
    }
    return sent;
  }

  /** Like {@link #sent}, with the servers they went to. */
  List<ClientEffect.Send> sends(Class<? extends ClientMessage> kind) {
    List<ClientEffect.Send> sends = new ArrayList<>();
    effects.removeIf(
        effect ->
            effect instanceof ClientEffect.Send send
                && kind.isInstance(send.message())
                && sends.add(send));
    return sends;
  }

  /** Where messages of this kind went since the last call. */
  List<Integer> receivers(Class<? extends ClientMessage> kind) {
    return sends(kind).stream().map(send -> send.to().number()).toList();
  }

  /** Sequences of the calls sent since the last call, in the order of sending. */
  List<Long> sentSequences() {
    List<Long> sequences = new ArrayList<>();
    for (ClientMessage.Requests requests : sent(ClientMessage.Requests.class)) {
      requests.calls().forEach(call -> sequences.add(call.sequence()));
    }
    return sequences;
  }

  /** Questions of this kind asked since the last call. */
  List<ClientEffect.Ask> asked(Class<? extends Question> kind) {
    List<ClientEffect.Ask> asked = new ArrayList<>();
    effects.removeIf(
        effect ->
            effect instanceof ClientEffect.Ask ask
                && kind.isInstance(ask.question())
                && asked.add(ask));
    return asked;
  }

  /** Broadcasts since the last call. */
  int broadcasts() {
    int before = effects.size();
    effects.removeIf(ClientEffect.Broadcast.class::isInstance);
    return before - effects.size();
  }

  /** What calls and queries came to since the last call. */
  List<ClientEffect> outcomes() {
    List<ClientEffect> outcomes = new ArrayList<>();
    effects.removeIf(effect -> isOutcome(effect) && outcomes.add(effect));
    return outcomes;
  }

  static boolean isOutcome(ClientEffect effect) {
    return effect instanceof ClientEffect.Completed
        || effect instanceof ClientEffect.QueryCompleted
        || effect instanceof ClientEffect.SessionOpened
        || effect instanceof ClientEffect.Failed;
  }

  static ClientEffect failed(long callId, ClientFailure failure) {
    return new ClientEffect.Failed(callId, failure);
  }

  static ClientEffect completed(long callId, long sequence) {
    return new ClientEffect.Completed(callId, resultOf("ok"), keyOf(100 + sequence));
  }

  void forgetEffects() {
    effects.clear();
  }
}
