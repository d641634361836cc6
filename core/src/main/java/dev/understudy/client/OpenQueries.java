package dev.understudy.client;

import dev.understudy.group.ServerId;
import java.util.Optional;

/** Queries that are not answered yet. They change nothing, so they are repeated freely. */
final class OpenQueries {

  private final SendWindow linearizable;
  private final SendWindow stale;
  private final Outbox out;

  OpenQueries(SendWindow linearizable, SendWindow stale, Outbox out) {
    this.linearizable = linearizable;
    this.stale = stale;
    this.out = out;
  }

  /** Those that only the master answers. */
  SendWindow linearizable() {
    return linearizable;
  }

  /** Those that any server answers. */
  SendWindow stale() {
    return stale;
  }

  int size() {
    return linearizable.waiting() + linearizable.inFlight() + stale.waiting() + stale.inFlight();
  }

  /** Whether only the master answers the query with this id. */
  static boolean isLinearizable(long queryId) {
    return queryId % 2 == 0;
  }

  /** Returns whether an open query was answered. */
  boolean done(ClientReply.QueryDone done) {
    SendWindow window = windowOf(done.queryId());
    Optional<Pending> query = window.find(numberOf(done.queryId()));
    query.ifPresent(
        answered -> {
          window.answered(answered);
          out.completed(answered, done);
        });
    return query.isPresent();
  }

  /** Returns whether an open query was refused. */
  boolean refused(ClientReply.QueryRefused refused, long nowMillis) {
    SendWindow window = windowOf(refused.queryId());
    Optional<Pending> query = window.find(numberOf(refused.queryId()));
    query.ifPresent(
        asked -> {
          if (refused.refusal() == Refusal.OVERLOADED) {
            window.refused(asked, nowMillis);
          } else {
            window.answered(asked);
            out.failed(asked.callId(), failureOf(refused.refusal()));
          }
        });
    return query.isPresent();
  }

  void tick(long nowMillis) {
    linearizable.tick(nowMillis);
    stale.tick(nowMillis);
  }

  /**
   * Gives up the queries whose deadline has passed.
   *
   * @param unsent why those failed that were never sent
   */
  void expire(long nowMillis, ClientFailure unsent) {
    expire(linearizable, nowMillis, unsent);
    expire(stale, nowMillis, unsent);
  }

  /** Sends to the master what is due for it. */
  void send(ServerId master, long nowMillis) {
    for (Pending query : linearizable.take(nowMillis)) {
      out.send(master, new ClientMessage.Query(2 * query.number(), query.payload()));
    }
  }

  /**
   * Sends what is due for any server to one after the other, or to {@code master} if none is known.
   */
  void sendStale(KnownServers servers, ServerId master, long nowMillis) {
    for (Pending query : stale.take(nowMillis)) {
      ServerId server = servers.next().orElse(master);
      out.send(server, new ClientMessage.StaleQuery(2 * query.number() + 1, query.payload()));
    }
  }

  void close() {
    out.failed(linearizable.clear(), ClientFailure.CLOSED);
    out.failed(stale.clear(), ClientFailure.CLOSED);
  }

  long deadlineMillis(long nowMillis) {
    return Math.min(linearizable.deadlineMillis(nowMillis), stale.deadlineMillis(nowMillis));
  }

  private void expire(SendWindow window, long nowMillis, ClientFailure unsent) {
    for (Pending query : window.expire(nowMillis)) {
      ClientFailure failure = ClientFailure.DEADLINE_EXCEEDED;
      if (query.isWaiting()) {
        failure = unsent;
      } else if (query.isRefused()) {
        failure = ClientFailure.OVERLOADED;
      }
      out.failed(query.callId(), failure);
    }
  }

  private static ClientFailure failureOf(Refusal refusal) {
    return refusal == Refusal.TOO_LARGE ? ClientFailure.TOO_LARGE : ClientFailure.INVALID;
  }

  private SendWindow windowOf(long queryId) {
    return isLinearizable(queryId) ? linearizable : stale;
  }

  private static long numberOf(long queryId) {
    return Math.floorDiv(queryId, 2L);
  }
}
