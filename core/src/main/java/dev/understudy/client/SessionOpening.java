package dev.understudy.client;

import dev.understudy.log.SessionId;
import java.util.Optional;

/**
 * The client's session: opened on first use, again when it has expired or was not used for long
 * (protocol section 8). Each try has a nonce of its own; whichever of them is answered first gives
 * the session, the others expire unused.
 */
final class SessionOpening {

  private final Backoff resend;
  private final Backoff refusal;
  private final long idleMillis;
  private Optional<SessionId> session = Optional.empty();
  private long firstNonce;
  private long nextNonce;
  private long nextTryMillis = Long.MIN_VALUE;
  private long usedMillis;
  private boolean refused;

  /**
   * No session.
   *
   * @param firstNonce of the first try; later ones count on from it
   */
  SessionOpening(Backoff resend, Backoff refusal, long idleMillis, long firstNonce) {
    this.resend = resend;
    this.refusal = refusal;
    this.idleMillis = idleMillis;
    this.firstNonce = firstNonce;
    this.nextNonce = firstNonce;
  }

  Optional<SessionId> session() {
    return session;
  }

  boolean isOpen() {
    return session.isPresent();
  }

  boolean is(SessionId other) {
    return session.isPresent() && session.get().equals(other);
  }

  /** Whether the last try was refused. */
  boolean isRefused() {
    return refused;
  }

  /** Whether a try was made that may be answered. */
  boolean awaitsAnswer() {
    return session.isEmpty() && nextNonce != firstNonce && !refused;
  }

  /** Whether it is time for a try, if a session is needed. */
  boolean isDue(long nowMillis) {
    return session.isEmpty() && nowMillis >= nextTryMillis;
  }

  ClientMessage.OpenSession open(long nowMillis) {
    refused = false;
    nextTryMillis = nowMillis + resend.next();
    return new ClientMessage.OpenSession(nextNonce++);
  }

  /** Returns whether this was the answer to a try of ours. */
  boolean opened(ClientReply.SessionOpened opened, long nowMillis) {
    if (session.isPresent() || !isOurs(opened.nonce())) {
      return false;
    }
    session = Optional.of(opened.session());
    usedMillis = nowMillis;
    return true;
  }

  /** Returns whether this was the answer to a try of ours. */
  boolean refused(ClientReply.OpenRefused refusedOpen, long nowMillis) {
    if (session.isPresent() || !isOurs(refusedOpen.nonce())) {
      return false;
    }
    if (!refused) {
      refused = true;
      nextTryMillis = nowMillis + refusal.next();
    }
    return true;
  }

  /** Another master answers: ask it at once. */
  void masterChanged() {
    nextTryMillis = Long.MIN_VALUE;
  }

  void used(long nowMillis) {
    usedMillis = nowMillis;
  }

  /** Whether it was not used for so long that the group may have forgotten it. */
  boolean isIdle(long nowMillis) {
    return session.isPresent() && nowMillis - usedMillis >= idleMillis;
  }

  /** The session is over; late answers to earlier tries are no longer ours. */
  void end() {
    session = Optional.empty();
    firstNonce = nextNonce;
    nextTryMillis = Long.MIN_VALUE;
    refused = false;
    resend.reset();
    refusal.reset();
  }

  /** When the next try is due, if a session is needed. */
  long deadlineMillis() {
    return session.isPresent() ? Long.MAX_VALUE : nextTryMillis;
  }

  private boolean isOurs(long nonce) {
    return nonce - firstNonce >= 0 && nonce - nextNonce < 0;
  }
}
