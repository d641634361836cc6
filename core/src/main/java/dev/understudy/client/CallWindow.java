package dev.understudy.client;

import dev.understudy.group.ServerId;
import dev.understudy.log.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of a client in its session (protocol sections 4 and 8): their number is their sequence.
 * Repeated as often as needed under the same session and sequence, so that each takes effect once.
 */
final class CallWindow {

  private static final long NONE = ClientMessage.Requests.ANY_ORDER;

  private final ClientLimits limits;
  private final SendWindow window;
  private final Outbox out;

  CallWindow(ClientLimits limits, Backoff resend, Backoff refusal, Outbox out) {
    this.limits = limits;
    this.window = new SendWindow(limits.inFlight(), limits, resend, refusal);
    this.out = out;
  }

  SendWindow window() {
    return window;
  }

  /** Returns whether a pending call was answered. */
  boolean done(ClientReply.Done done) {
    Optional<Pending> call = window.find(done.sequence());
    call.ifPresent(answered -> complete(answered, done));
    return call.isPresent();
  }

  private void complete(Pending call, ClientReply.Done done) {
    window.answered(call);
    out.completed(call, done.result(), done.key());
  }

  /** The call was refused, for another reason than its session. */
  void refused(ClientReply.Refused refused, long nowMillis) {
    Optional<Pending> call = window.find(refused.sequence());
    if (call.isEmpty()) {
      return;
    }
    if (refused.refusal() == Refusal.OUT_OF_ORDER) {
      window.outOfOrder(call.get(), nowMillis);
      return;
    }
    if (refused.refusal().isTemporary()) {
      window.refused(call.get(), nowMillis);
      return;
    }
    window.answered(call.get());
    ClientFailure failure =
        refused.refusal() == Refusal.TOO_LARGE ? ClientFailure.TOO_LARGE : ClientFailure.INVALID;
    out.failed(call.get().callId(), failure);
  }

  /** Calls that were ever sent in the session are lost with it; the others go to the next one. */
  void sessionExpired() {
    out.failed(window.restart(), ClientFailure.SESSION_EXPIRED);
  }

  void close() {
    out.failed(window.clear(), ClientFailure.CLOSED);
  }

  /**
   * Gives up the calls whose deadline has passed.
   *
   * @param unsent why those failed that were never sent
   */
  void expire(long nowMillis, ClientFailure unsent) {
    for (Pending call : window.expire(nowMillis)) {
      ClientFailure failure = ClientFailure.DEADLINE_EXCEEDED;
      if (call.isWaiting()) {
        failure = unsent;
      } else if (call.isCertainlyRefused()) {
        failure = ClientFailure.OVERLOADED;
      }
      out.failed(call.callId(), failure);
    }
  }

  /** Sends what is due, in messages of bounded size, each of which names what goes before it. */
  void send(ServerId master, SessionId session, long nowMillis) {
    List<Pending> due = window.take(nowMillis);
    List<ClientMessage.Call> batch = new ArrayList<>();
    long after = NONE;
    long last = NONE;
    long bytes = 0;
    for (Pending call : due) {
      long before = window.before(call.number());
      bytes += call.payload().length();
      if (!batch.isEmpty() && (bytes > limits.batchBytes() || before != last)) {
        send(master, session, after, batch);
        batch = new ArrayList<>();
        bytes = call.payload().length();
      }
      after = batch.isEmpty() ? before : after;
      last = call.number();
      batch.add(new ClientMessage.Call(last, call.payload()));
    }
    if (!batch.isEmpty()) {
      send(master, session, after, batch);
    }
  }

  private void send(
      ServerId master, SessionId session, long after, List<ClientMessage.Call> batch) {
    out.send(master, new ClientMessage.Requests(session, window.doneBelow(), after, batch));
  }
}
