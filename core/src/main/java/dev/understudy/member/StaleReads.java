package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.log.Result;
import java.util.Map;
import java.util.TreeMap;

/** Reads that any server answers from what it executed, with its lag (protocol section 4). */
final class StaleReads {

  private record Read(ClientAddress client, long queryId) {}

  private final ServerState state;
  private final Map<Long, Read> asked = new TreeMap<>();

  StaleReads(ServerState state) {
    this.state = state;
  }

  void ask(ClientAddress client, ClientMessage.StaleQuery query) {
    if (query.payload().length() > state.limits().payloadBytes()) {
      refuse(client, query, Refusal.TOO_LARGE);
    } else if (asked.size() >= state.limits().waitingReads()) {
      refuse(client, query, Refusal.OVERLOADED);
    } else {
      long readId = state.nextReadId();
      asked.put(readId, new Read(client, query.queryId()));
      state.out().add(new Effect.Query(readId, query.payload()));
    }
  }

  /** Returns whether the answer was one of these reads'. */
  boolean answered(long readId, Result result) {
    Read read = asked.remove(readId);
    if (read == null) {
      return false;
    }
    long executed = state.execution().executedIndex();
    state
        .out()
        .reply(
            read.client,
            new ClientReply.QueryDone(
                read.queryId,
                result,
                executed,
                state.log().lastIndex() - executed,
                executed <= state.commitIndex()));
    return true;
  }

  private void refuse(ClientAddress client, ClientMessage.StaleQuery query, Refusal refusal) {
    state.out().reply(client, new ClientReply.QueryRefused(query.queryId(), refusal));
  }
}
