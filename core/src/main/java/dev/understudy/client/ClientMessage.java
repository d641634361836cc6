package dev.understudy.client;

import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.List;

/** What a client sends to a server of a group (protocol sections 4 and 8). */
public sealed interface ClientMessage {

  /** Opens a session; the reply repeats the nonce. */
  record OpenSession(long nonce) implements ClientMessage {}

  /** One request of a session. */
  record Call(long sequence, Bytes payload) {}

  /**
   * Requests of one session, ascending, and to be executed in this order.
   *
   * @param acknowledgedBelow the client has every result below
   * @param after the one before the first, if that is not answered yet: unless the master has it,
   *     these came too early; {@link #ANY_ORDER} if there is none
   */
  record Requests(SessionId session, long acknowledgedBelow, long after, List<Call> calls)
      implements ClientMessage {

    public static final long ANY_ORDER = -1;

    public Requests {
      calls = List.copyOf(calls);
    }
  }

  /** A linearizable read. */
  record Query(long queryId, Bytes payload) implements ClientMessage {}

  /** A read that any server answers from what it has. */
  record StaleQuery(long queryId, Bytes payload) implements ClientMessage {}

  /** Bytes of payload that it carries. */
  static long size(ClientMessage message) {
    if (message instanceof Requests requests) {
      long bytes = 0;
      for (Call call : requests.calls()) {
        bytes += call.payload().length();
      }
      return bytes;
    }
    if (message instanceof Query query) {
      return query.payload().length();
    }
    return message instanceof StaleQuery query ? query.payload().length() : 0;
  }

  /** Who is master? Answered with {@link ClientReply.NotMaster} by all who know one, or are it. */
  record WhoIsMaster() implements ClientMessage {}
}
