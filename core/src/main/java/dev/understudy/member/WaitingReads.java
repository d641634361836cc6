package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The linearizable reads of a master (protocol section 4): executed on arrival, answered once all
 * they may have seen is committed and a round that began after their arrival was acknowledged.
 */
final class WaitingReads {

  private record Read(ClientAddress client, long queryId, long round) {}

  private record Answer(Read read, Result result, long index) {}

  private record Held(ClientAddress client, long queryId, Bytes payload) {}

  private final ServerState state;
  private final Map<Long, Read> asked = new TreeMap<>();
  // reads are asked, and answered, in the order in which they may be released
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Held> held = new ArrayList<>();
  private long highestRound;

  WaitingReads(ServerState state) {
    this.state = state;
  }

  /**
   * Executes a read in {@code round}, or refuses it; one that comes before the master is ready,
   * i.e. has executed what was committed before its time, is kept until then.
   */
  void take(ClientAddress client, ClientMessage.Query query, boolean ready, long round) {
    long id = query.queryId();
    Bytes payload = query.payload();
    if (payload.length() > state.limits().payloadBytes()) {
      state.out().reply(client, new ClientReply.QueryRefused(id, Refusal.TOO_LARGE));
    } else if (size() >= state.limits().waitingReads()) {
      state.out().reply(client, new ClientReply.QueryRefused(id, Refusal.OVERLOADED));
    } else if (ready) {
      ask(client, id, payload, round);
    } else {
      held.add(new Held(client, id, payload));
    }
  }

  private int size() {
    return asked.size() + answers.size() + held.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  void releaseHeld(long round) {
    if (!held.isEmpty()) {
      List<Held> due = List.copyOf(held);
      held.clear();
      due.forEach(read -> ask(read.client, read.queryId, read.payload, round));
    }
  }

  private void ask(ClientAddress client, long queryId, Bytes payload, long round) {
    long readId = state.nextReadId();
    asked.put(readId, new Read(client, queryId, round));
    highestRound = Math.max(highestRound, round);
    state.out().add(new Effect.Query(readId, payload));
  }

  void answered(long readId, Result result) {
    Read read = asked.remove(readId);
    if (read != null) {
      answers.add(new Answer(read, result, state.execution().executedIndex()));
    }
  }

  /** Whether a read waits for a round above {@code round}. */
  boolean wantsRoundAbove(long round) {
    return highestRound > round;
  }

  void release(long acknowledgedRound) {
    while (!answers.isEmpty() && mayRelease(answers.element(), acknowledgedRound)) {
      Answer answer = answers.remove();
      ClientReply reply =
          new ClientReply.QueryDone(answer.read.queryId, answer.result, answer.index, 0, true);
      state.out().reply(answer.read.client, reply);
    }
  }

  private boolean mayRelease(Answer answer, long acknowledgedRound) {
    return state.rules().mayRelease(answer.index, state.commitIndex())
        && state.rules().mayAnswerRead(acknowledgedRound, answer.read.round);
  }

  void abandon(ClientReply.NotMaster whom) {
    Map<ClientAddress, Boolean> clients = new LinkedHashMap<>();
    asked.values().forEach(read -> clients.put(read.client, true));
    answers.forEach(answer -> clients.put(answer.read.client, true));
    held.forEach(read -> clients.put(read.client, true));
    clients.keySet().forEach(client -> state.out().reply(client, whom));
    asked.clear();
    answers.clear();
    held.clear();
  }
}
