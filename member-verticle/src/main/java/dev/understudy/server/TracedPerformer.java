package dev.understudy.server;

import dev.understudy.member.Effect;

/** Performs effects by another performer, and shows those that end a stage of a request. */
final class TracedPerformer implements Effect.Performer {

  private final Effect.Performer performer;
  private final MemberTracing tracing;

  TracedPerformer(Effect.Performer performer, MemberTracing tracing) {
    this.performer = performer;
    this.tracing = tracing;
  }

  @Override
  public void send(Effect.Send effect) {
    tracing.sent(effect.message());
    performer.send(effect);
  }

  @Override
  public void broadcast(Effect.Broadcast effect) {
    performer.broadcast(effect);
  }

  @Override
  public void reply(Effect.Reply effect) {
    effect.replies().forEach(tracing::replied);
    performer.reply(effect);
  }

  @Override
  public void ask(Effect.Ask effect) {
    performer.ask(effect);
  }

  @Override
  public void proveAddress(Effect.ProveAddress effect) {
    performer.proveAddress(effect);
  }

  @Override
  public void listenAnew(Effect.ListenAnew effect) {
    performer.listenAnew(effect);
  }

  @Override
  public void register(Effect.Register effect) {
    performer.register(effect);
  }

  @Override
  public void execute(Effect.Execute effect) {
    performer.execute(effect);
  }

  @Override
  public void query(Effect.Query effect) {
    performer.query(effect);
  }

  @Override
  public void captureState(Effect.CaptureState effect) {
    performer.captureState(effect);
  }

  @Override
  public void restoreState(Effect.RestoreState effect) {
    performer.restoreState(effect);
  }

  @Override
  public void persist(Effect.Persist effect) {
    performer.persist(effect);
  }

  @Override
  public void tell(Effect.Tell effect) {
    performer.tell(effect);
  }

  @Override
  public void answer(Effect.AnswerOperator effect) {
    performer.answer(effect);
  }

  @Override
  public void depart(Effect.Depart effect) {
    performer.depart(effect);
  }
}
