package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * One server with a service, and what it wanted done since it was last looked at. The service
 * strings together what it is given, at once unless it {@linkplain #hold is held}.
 */
final class TestedServer implements Effect.Performer {

  private final TestedGroup group;
  private final ServerId id;
  private final Incarnation incarnation;
  private final GroupConfiguration configuration;
  private final Member member;
  private final Renewal renewal;
  private final Queue<Input> inputs = new ArrayDeque<>();
  private final List<EventType> events = new ArrayList<>();
  private final List<ClientReply> replies = new ArrayList<>();
  private final List<Effect.Execute> held = new ArrayList<>();
  private final List<Effect.Depart> departures = new ArrayList<>();
  private final List<Effect.ProveAddress> proofs = new ArrayList<>();
  private String state = "";
  private boolean holds;
  private int listenings;

  TestedServer(TestedGroup group, GroupConfiguration configuration, int id, Priority priority) {
    this.group = group;
    this.configuration = configuration;
    this.id = new ServerId(id);
    this.incarnation = new Incarnation(1_000, id);
    this.renewal = new Renewal(configuration.timings().renew());
    this.member =
        new Member(
            new MemberSettings(
                configuration, this.id, incarnation, priority, 42 + id, Rules.STANDARD));
  }

  MemberView view() {
    return member.view();
  }

  int master() {
    return view().master().number();
  }

  Optional<LifeSign> lifeSign() {
    return member.lifeSign();
  }

  String state() {
    return state;
  }

  List<EventType> events() {
    return events;
  }

  List<ClientReply> replies() {
    return replies;
  }

  List<Effect.Depart> departures() {
    return departures;
  }

  /** How it wanted its address to be proved. */
  List<Effect.ProveAddress> proofs() {
    return proofs;
  }

  /** How often it wanted to listen at its address anew. */
  int listenings() {
    return listenings;
  }

  /** The service is given nothing to do until it is released: what waits for it is kept. */
  void hold() {
    holds = true;
  }

  /** The service does what was kept, and goes on. */
  void release() {
    holds = false;
    List<Effect.Execute> kept = List.copyOf(held);
    held.clear();
    kept.forEach(this::execute);
  }

  List<Effect.Execute> held() {
    return held;
  }

  void ask(ClientMessage message) {
    give(new Input.ClientReceived(new ClientAddress("understudy.client.test"), message));
  }

  void give(Input input) {
    inputs.add(input);
  }

  void receive(int from, Incarnation sender, Message message) {
    give(new Input.Received(new ServerId(from), sender, configuration.hash(), message));
  }

  void tick(long now) {
    give(new Input.Tick(now, 1_000_000 + now));
    renewal.due(now).ifPresent(group::register);
  }

  /** Does all that is to be done at this moment; returns whether there was anything. */
  boolean work() {
    boolean worked = !inputs.isEmpty();
    while (!inputs.isEmpty()) {
      step(inputs.remove());
    }
    if (member.wantsFlush()) {
      worked = true;
      step(new Input.Flush());
    }
    return worked;
  }

  private void step(Input input) {
    member.step(input).forEach(effect -> effect.perform(this));
  }

  @Override
  public void send(Effect.Send send) {
    group.send(this.id, send.to(), incarnation, send.message());
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    group.broadcast(id, incarnation, broadcast.message());
  }

  @Override
  public void reply(Effect.Reply reply) {
    replies.addAll(reply.replies());
  }

  @Override
  public void ask(Effect.Ask ask) {
    group
        .answer(ask.question())
        .ifPresent(answer -> give(new Input.NameServerAnswered(ask.questionId(), answer)));
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    proofs.add(prove);
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    listenings++;
  }

  @Override
  public void register(Effect.Register register) {
    renewal.published(register.registration(), group.now());
    group.register(register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    if (holds) {
      held.add(execute);
      return;
    }
    List<Result> results = new ArrayList<>();
    for (Effect.Invocation invocation : execute.invocations()) {
      state += invocation.payload().toUtf8();
      results.add(new Result.Returned(Bytes.utf8(state)));
    }
    give(new Input.Executed(results));
  }

  @Override
  public void query(Effect.Query query) {
    give(new Input.Queried(query.readId(), new Result.Returned(Bytes.utf8(state))));
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    give(
        new Input.StateCaptured(
            capture.captureId(),
            CapturedState.of(
                new PiecesWriter().raw(capture.head()).raw(Bytes.utf8(state)).toPieces())));
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    state = restore.state().toUtf8();
    give(new Input.StateRestored());
  }

  /** Nothing: there is no disk. */
  @Override
  public void persist(Effect.Persist persist) {}

  @Override
  public void tell(Effect.Tell tell) {
    events.add(tell.event().type());
  }

  /** Nothing: no person asks. */
  @Override
  public void answer(Effect.AnswerOperator answer) {}

  @Override
  public void depart(Effect.Depart depart) {
    departures.add(depart);
  }
}
