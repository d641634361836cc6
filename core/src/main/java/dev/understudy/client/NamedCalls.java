package dev.understudy.client;

import dev.understudy.group.ServerId;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions that callers of a client hold themselves, and the calls in them (protocol section
 * 8): sent one by one and repeated under the names that they have, so that each takes effect once.
 * Calls under one name that are made together have one result.
 */
final class NamedCalls {

  private record Name(SessionId session, long sequence) {}

  private final SendWindow opens;
  private final SendWindow calls;
  private final Map<Long, NamedCall> named = new LinkedHashMap<>();
  private final Map<Name, List<Pending>> sent = new LinkedHashMap<>();
  private final long firstNonce;
  private final Outbox out;

  /**
   * None.
   *
   * @param firstNonce of the first session that is opened; later ones count on from it
   */
  NamedCalls(SendWindow opens, SendWindow calls, long firstNonce, Outbox out) {
    this.opens = opens;
    this.calls = calls;
    this.firstNonce = firstNonce;
    this.out = out;
  }

  SendWindow opens() {
    return opens;
  }

  SendWindow calls() {
    return calls;
  }

  boolean isEmpty() {
    return opens.isEmpty() && calls.isEmpty();
  }

  boolean awaitsAnswers() {
    return opens.awaitsAnswers() || calls.awaitsAnswers();
  }

  boolean hasDue(long nowMillis) {
    return opens.hasDue(nowMillis) || calls.hasDue(nowMillis);
  }

  /** {@code pending}, which was taken, is this call. */
  void name(Pending pending, NamedCall call) {
    named.put(pending.order(), call);
  }

  void send(ServerId master, long nowMillis) {
    for (Pending open : opens.take(nowMillis)) {
      out.send(master, new ClientMessage.OpenSession(firstNonce + open.number()));
    }
    for (Pending pending : calls.take(nowMillis)) {
      NamedCall call = callOf(pending);
      List<Pending> same = sent.computeIfAbsent(nameOf(call), name -> new ArrayList<>());
      if (!same.contains(pending)) {
        same.add(pending);
      }
      out.send(
          master,
          new ClientMessage.Requests(
              call.session(),
              call.acknowledgedBelow(),
              ClientMessage.Requests.ANY_ORDER,
              List.of(new ClientMessage.Call(call.sequence(), call.payload()))));
    }
  }

  /** Returns whether it was the answer to an open of a caller's. */
  boolean opened(ClientReply.SessionOpened reply) {
    Optional<Pending> open = opens.find(reply.nonce() - firstNonce);
    open.ifPresent(
        answered -> {
          opens.answered(answered);
          out.opened(answered, reply.session());
        });
    return open.isPresent();
  }

  /** Returns whether it was the answer to an open of a caller's. */
  boolean refused(ClientReply.OpenRefused reply, long nowMillis) {
    Optional<Pending> open = opens.find(reply.nonce() - firstNonce);
    open.ifPresent(refused -> opens.refused(refused, nowMillis));
    return open.isPresent();
  }

  /** Returns whether it was the answer to a call of a caller's. */
  boolean done(ClientReply.Done reply) {
    List<Pending> same = take(new Name(reply.session(), reply.sequence()));
    for (Pending call : same) {
      out.completed(call, reply.result(), reply.key());
    }
    return !same.isEmpty();
  }

  /** Returns whether it was the answer to a call of a caller's. */
  boolean refused(ClientReply.Refused reply, long nowMillis) {
    Name name = new Name(reply.session(), reply.sequence());
    if (reply.refusal().isTemporary()) {
      List<Pending> same = sent.getOrDefault(name, List.of());
      same.forEach(call -> calls.refused(call, nowMillis));
      return !same.isEmpty();
    }
    List<Pending> same = take(name);
    same.forEach(call -> out.failed(call.callId(), failureOf(reply.refusal())));
    return !same.isEmpty();
  }

  void tick(long nowMillis) {
    opens.tick(nowMillis);
    calls.tick(nowMillis);
  }

  /** Another mastership is followed: what was sent in the one before is void. */
  void resendAll() {
    opens.resendAll();
    calls.resendAll();
  }

  /**
   * Gives up what has passed its deadline.
   *
   * @param unsent why those failed that were never sent
   */
  void expire(long nowMillis, ClientFailure unsent) {
    for (Pending open : opens.expire(nowMillis)) {
      // nobody has the name of a session that was opened all the same: it expires unused
      ClientFailure failure = open.isRefused() ? ClientFailure.OVERLOADED : ClientFailure.NO_MASTER;
      out.failed(open.callId(), failure);
    }
    for (Pending call : calls.expire(nowMillis)) {
      forget(call);
      ClientFailure failure = ClientFailure.DEADLINE_EXCEEDED;
      if (call.isWaiting()) {
        failure = unsent;
      } else if (call.isCertainlyRefused()) {
        failure = ClientFailure.OVERLOADED;
      }
      out.failed(call.callId(), failure);
    }
  }

  void close() {
    out.failed(opens.clear(), ClientFailure.CLOSED);
    out.failed(calls.clear(), ClientFailure.CLOSED);
    named.clear();
    sent.clear();
  }

  long deadlineMillis(long nowMillis) {
    return Math.min(opens.deadlineMillis(nowMillis), calls.deadlineMillis(nowMillis));
  }

  /** Those that wait for an answer under this name; they do so no longer. */
  private List<Pending> take(Name name) {
    List<Pending> same = List.copyOf(sent.getOrDefault(name, List.of()));
    for (Pending call : same) {
      calls.answered(call);
      forget(call);
    }
    return same;
  }

  private void forget(Pending call) {
    NamedCall gone = named.remove(call.order());
    if (gone == null) {
      return;
    }
    List<Pending> same = sent.getOrDefault(nameOf(gone), new ArrayList<>());
    same.remove(call);
    if (same.isEmpty()) {
      sent.remove(nameOf(gone));
    }
  }

  private NamedCall callOf(Pending pending) {
    NamedCall call = named.get(pending.order());
    if (call == null) {
      throw new IllegalStateException("a call without a name was sent");
    }
    return call;
  }

  private static Name nameOf(NamedCall call) {
    return new Name(call.session(), call.sequence());
  }

  private static ClientFailure failureOf(Refusal refusal) {
    return switch (refusal) {
      case SESSION_EXPIRED -> ClientFailure.SESSION_EXPIRED;
      case TOO_LARGE -> ClientFailure.TOO_LARGE;
      case INVALID, OVERLOADED, OUT_OF_ORDER -> ClientFailure.INVALID;
    };
  }
}
