package dev.understudy.client;

import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.registry.Question;
import java.util.ArrayList;
import java.util.List;

/** What a client wants done in the current step. */
final class Outbox {

  private List<ClientEffect> effects = new ArrayList<>();
  private long nextQuestion = 1;

  void send(ServerId to, ClientMessage message) {
    effects.add(new ClientEffect.Send(to, message));
  }

  void whoIsMaster() {
    effects.add(new ClientEffect.Broadcast(new ClientMessage.WhoIsMaster()));
  }

  /** Asks any name server; returns the number of the question, higher than all before. */
  long ask(Question question) {
    effects.add(new ClientEffect.Ask(nextQuestion, question));
    return nextQuestion++;
  }

  void completed(Pending call, Result result, EntryKey key) {
    effects.add(new ClientEffect.Completed(call.callId(), result, key));
  }

  void completed(Pending query, ClientReply.QueryDone done) {
    effects.add(
        new ClientEffect.QueryCompleted(
            query.callId(), done.result(), done.index(), done.lag(), done.committed()));
  }

  void failed(long callId, ClientFailure failure) {
    effects.add(new ClientEffect.Failed(callId, failure));
  }

  void failed(List<Pending> given, ClientFailure failure) {
    given.forEach(pending -> failed(pending.callId(), failure));
  }

  List<ClientEffect> take() {
    if (effects.isEmpty()) {
      return List.of();
    }
    List<ClientEffect> taken = effects;
    effects = new ArrayList<>();
    return taken;
  }
}
