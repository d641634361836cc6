package dev.understudy.server;

import dev.understudy.member.Effect;
import java.util.function.Consumer;

/** Performs nothing: hands every effect to a test. */
record EffectSink(Consumer<Effect> effects) implements Effect.Performer {

  @Override
  public void send(Effect.Send send) {
    effects.accept(send);
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    effects.accept(broadcast);
  }

  @Override
  public void reply(Effect.Reply reply) {
    effects.accept(reply);
  }

  @Override
  public void ask(Effect.Ask ask) {
    effects.accept(ask);
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {}

  @Override
  public void listenAnew(Effect.ListenAnew listen) {}

  @Override
  public void register(Effect.Register register) {
    effects.accept(register);
  }

  @Override
  public void execute(Effect.Execute execute) {
    effects.accept(execute);
  }

  @Override
  public void query(Effect.Query query) {
    effects.accept(query);
  }

  @Override
  public void captureState(Effect.CaptureState captureState) {
    effects.accept(captureState);
  }

  @Override
  public void restoreState(Effect.RestoreState restoreState) {
    effects.accept(restoreState);
  }

  @Override
  public void persist(Effect.Persist persist) {
    effects.accept(persist);
  }

  @Override
  public void tell(Effect.Tell tell) {
    effects.accept(tell);
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    effects.accept(answer);
  }

  @Override
  public void depart(Effect.Depart depart) {
    effects.accept(depart);
  }
}
