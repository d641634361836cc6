package dev.understudy.client;

import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.registry.Question;

/**
 * All that a {@link ClientSession} wants done, in this order. Each call and query that was
 * submitted ends in exactly one of {@link Completed}, {@link QueryCompleted} and {@link Failed}.
 */
public sealed interface ClientEffect {

  /** Does each effect: one method per kind, so that the compiler names every forgotten one. */
  interface Performer {
    void send(Send send);

    void broadcast(Broadcast broadcast);

    void ask(Ask ask);

    void completed(Completed completed);

    void queryCompleted(QueryCompleted completed);

    void failed(Failed failed);
  }

  void perform(Performer performer);

  /** Send to one server of the group. May get lost. */
  record Send(ServerId to, ClientMessage message) implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.send(this);
    }
  }

  /** Send to all servers of the group. May get lost. */
  record Broadcast(ClientMessage.WhoIsMaster message) implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.broadcast(this);
    }
  }

  /** Ask any name server; the answer comes back as an input with the same number, or never. */
  record Ask(long questionId, Question question) implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.ask(this);
    }
  }

  /**
   * The call was executed and is committed. The result says so if the service threw or what it
   * returned was too large: such a call counts as executed too.
   *
   * @param key of the entry that executed it
   */
  record Completed(long callId, Result result, EntryKey key) implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.completed(this);
    }
  }

  /**
   * The query was answered.
   *
   * @param index the last entry executed when it was read
   * @param lag entries that the server knew of and had not executed
   * @param committed whether all that was read is committed; always for linearizable queries
   */
  record QueryCompleted(long callId, Result result, long index, long lag, boolean committed)
      implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.queryCompleted(this);
    }
  }

  /** The call or query was given up. */
  record Failed(long callId, ClientFailure failure) implements ClientEffect {
    @Override
    public void perform(Performer performer) {
      performer.failed(this);
    }
  }
}
