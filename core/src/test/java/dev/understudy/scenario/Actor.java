package dev.understudy.scenario;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Incarnation;
import dev.understudy.log.Bytes;
import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.member.CapturedState;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.MemberView;
import dev.understudy.member.Message;
import dev.understudy.member.OperatorAnswer;
import dev.understudy.member.Renewal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A process of a server on a {@link Stage}; its service keeps the payloads in their order. */
final class Actor implements Effect.Performer {

  private static final ClientAddress CLIENT = new ClientAddress("client");

  private final Stage stage;
  private final int number;
  private final Member member;
  private final Renewal renewal;
  private final Deque<Input> waiting = new ArrayDeque<>();
  private final List<OperatorAnswer> answers = new ArrayList<>();
  private List<String> executed = new ArrayList<>();
  private boolean refusesStates;
  private final Deque<Input> owed = new ArrayDeque<>();
  private boolean slow;
  private boolean errs;
  private boolean stepping;
  private boolean departed;
  private boolean still;

  Actor(Stage stage, MemberSettings settings) {
    this.stage = stage;
    this.number = settings.self().number();
    this.member = new Member(settings);
    this.renewal = new Renewal(settings.configuration().timings().renew());
  }

  int number() {
    return number;
  }

  MemberView view() {
    return member.view();
  }

  Incarnation incarnation() {
    return member.view().incarnation();
  }

  /** What its service executed. */
  List<String> executed() {
    return List.copyOf(executed);
  }

  boolean hasDeparted() {
    return departed;
  }

  /** What it answered people. */
  List<OperatorAnswer> answers() {
    return List.copyOf(answers);
  }

  /** From now on the service cannot take another server's state. */
  void refuseStates(boolean refuses) {
    refusesStates = refuses;
  }

  /** The process stands still, and what is sent to it is lost. */
  void standStill() {
    still = true;
  }

  void goOn() {
    still = false;
  }

  /** From now on the service gives other results than those of other servers. */
  void err() {
    errs = true;
  }

  /** From now on the service takes its time. */
  void slowDown() {
    slow = true;
  }

  /** The service is done with what it had, and takes no time any more. */
  void speedUp() {
    slow = false;
    while (!owed.isEmpty()) {
      receive(owed.remove());
    }
  }

  /** A client opens a session here. */
  SessionId open() {
    int before = stage.replies(ClientReply.SessionOpened.class).size();
    hear(new ClientMessage.OpenSession(before));
    stage.until(() -> stage.replies(ClientReply.SessionOpened.class).size() > before);
    return stage.replies(ClientReply.SessionOpened.class).get(before).session();
  }

  /** A client sends its request number {@code sequence} here; nobody waits for the answer. */
  void request(SessionId session, long sequence, String payload) {
    request(session, sequence, 0, payload);
  }

  void request(SessionId session, long sequence, long acknowledgedBelow, String payload) {
    request(session, sequence, acknowledgedBelow, ClientMessage.Requests.ANY_ORDER, payload);
  }

  /** As above, to be executed after the one with the number {@code after}. */
  void requestAfter(SessionId session, long after, long sequence, String payload) {
    request(session, sequence, 0, after, payload);
  }

  private void request(
      SessionId session, long sequence, long acknowledgedBelow, long after, String payload) {
    hear(
        new ClientMessage.Requests(
            session,
            acknowledgedBelow,
            after,
            List.of(new ClientMessage.Call(sequence, Bytes.utf8(payload)))));
  }

  private void hear(ClientMessage message) {
    receive(new Input.ClientReceived(CLIENT, message));
  }

  void send(int to, Message message) {
    stage.send(new Sent(number, incarnation(), to, message));
  }

  void tick() {
    receive(new Input.Tick(stage.now(), stage.now()));
    if (!still) {
      renewal.due(stage.now()).ifPresent(registration -> stage.register(this, registration));
    }
  }

  void flush() {
    if (!still && member.wantsFlush()) {
      receive(new Input.Flush());
    }
  }

  void receive(Input input) {
    if (still) {
      return;
    }
    waiting.add(input);
    if (!stepping) {
      stepping = true;
      while (!waiting.isEmpty()) {
        member.step(waiting.remove()).forEach(effect -> effect.perform(this));
      }
      stepping = false;
    }
  }

  @Override
  public void send(Effect.Send send) {
    send(send.to().number(), send.message());
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    stage.broadcast(this, broadcast.message());
  }

  @Override
  public void reply(Effect.Reply reply) {
    stage.reply(reply.replies());
  }

  @Override
  public void ask(Effect.Ask ask) {
    stage.ask(this, ask.questionId(), ask.question());
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    // its address is never lost
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    // likewise
  }

  @Override
  public void register(Effect.Register register) {
    renewal.published(register.registration(), stage.now());
    stage.register(this, register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    List<Result> results = new ArrayList<>();
    for (Effect.Invocation invocation : execute.invocations()) {
      executed.add(invocation.payload().toUtf8());
      String result = (errs ? "not " : "") + executed.size();
      results.add(new Result.Returned(Bytes.utf8(result)));
    }
    if (slow) {
      owed.add(new Input.Executed(results));
    } else {
      receive(new Input.Executed(results));
    }
  }

  @Override
  public void query(Effect.Query query) {
    Result size = new Result.Returned(Bytes.utf8(String.valueOf(executed.size())));
    receive(new Input.Queried(query.readId(), size));
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    Bytes state = Bytes.utf8(String.join("\n", executed));
    receive(
        new Input.StateCaptured(
            capture.captureId(),
            CapturedState.of(new PiecesWriter().raw(capture.head()).raw(state).toPieces())));
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    if (refusesStates) {
      receive(new Input.StateRestoreFailed("told to fail"));
      return;
    }
    String state = restore.state().toUtf8();
    executed = new ArrayList<>(state.isEmpty() ? List.of() : state.lines().toList());
    receive(new Input.StateRestored());
  }

  @Override
  public void persist(Effect.Persist persist) {
    // memory is all there is
  }

  @Override
  public void tell(Effect.Tell tell) {
    stage.tell(tell.event());
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    answers.add(answer.answer());
  }

  @Override
  public void depart(Effect.Depart depart) {
    departed = true;
  }

  @Override
  public String toString() {
    return number + " " + view().role() + " " + view().epoch() + " at " + view().lastIndex();
  }
}
