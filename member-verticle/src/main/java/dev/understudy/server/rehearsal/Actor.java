package dev.understudy.server.rehearsal;

import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import dev.understudy.member.CapturedState;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.wire.EventJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** A server of a {@link Play}: the real machine, and a service that keeps the last request. */
final class Actor implements Effect.Performer {

  private static final Bytes UNTOLD = Bytes.utf8("nothing yet");
  private static final long NEVER = -1;

  private final Stage stage;
  private final Member member;
  private final ServerId self;
  private final Queue<Input> inside = new ArrayDeque<>();
  private Bytes last = UNTOLD;
  private long tickedAt = NEVER;

  Actor(Stage stage, Member member) {
    this.stage = stage;
    this.member = member;
    this.self = member.view().self();
  }

  Member member() {
    return member;
  }

  void tickWhenDue() {
    if (member.deadlineMillis() <= stage.now()) {
      tick();
      settle();
    }
  }

  void receive(Input input) {
    tick();
    step(input);
    settle();
  }

  private void tick() {
    if (tickedAt != stage.now()) {
      tickedAt = stage.now();
      step(new Input.Tick(tickedAt, tickedAt));
    }
  }

  private void settle() {
    while (!inside.isEmpty() || member.wantsFlush()) {
      step(inside.isEmpty() ? new Input.Flush() : inside.remove());
    }
  }

  private void step(Input input) {
    member.step(input).forEach(effect -> effect.perform(this));
  }

  @Override
  public void send(Effect.Send send) {
    stage.send(self, send);
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    stage.broadcast(self, broadcast);
  }

  @Override
  public void reply(Effect.Reply reply) {
    stage.reply(reply);
  }

  @Override
  public void ask(Effect.Ask ask) {
    stage.ask(self, ask);
  }

  @Override
  public void register(Effect.Register register) {
    stage.register(register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    List<Result> results = new ArrayList<>();
    for (Effect.Invocation invocation : execute.invocations()) {
      last = invocation.payload();
      results.add(new Result.Returned(last));
    }
    inside.add(new Input.Executed(results));
  }

  @Override
  public void query(Effect.Query query) {
    inside.add(new Input.Queried(query.readId(), new Result.Returned(last)));
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    CapturedState state =
        CapturedState.of(new PiecesWriter().raw(capture.head()).raw(last).toPieces());
    inside.add(new Input.StateCaptured(capture.captureId(), state));
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    last = restore.state();
    inside.add(new Input.StateRestored());
  }

  @Override
  public void tell(Effect.Tell tell) {
    EventJson.of(tell.event(), stage.now()); // written, as it would be, and told nobody
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    // it has no address
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    // likewise
  }

  @Override
  public void persist(Effect.Persist persist) {
    // memory is all there is
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    // nobody asks
  }

  @Override
  public void depart(Effect.Depart depart) {
    throw new IllegalStateException("a server left the rehearsal: " + depart.reason());
  }
}
