package dev.understudy.client;

import dev.understudy.log.Bytes;

/** A call or query of the application that is not answered yet, and what became of it so far. */
final class Pending {

  private enum State {
    /** Never sent. */
    WAITING,
    /** Sent; the answer may come. */
    SENT,
    /** To be sent again at once: the master is another one, or silent. */
    DUE,
    /** Refused because the server was overloaded; to be sent again after a pause. */
    REFUSED
  }

  private final long order;
  private final long callId;
  private final Bytes payload;
  private final long deadlineMillis;
  private State state = State.WAITING;
  private long number;
  private long sentMillis;
  private boolean uncertain;
  private boolean ended;

  /**
   * One that was just submitted.
   *
   * @param order of the submission; unique
   * @param callId the application's name for it
   */
  Pending(long order, long callId, Bytes payload, long deadlineMillis) {
    this.order = order;
    this.callId = callId;
    this.payload = payload;
    this.deadlineMillis = deadlineMillis;
  }

  long order() {
    return order;
  }

  long callId() {
    return callId;
  }

  Bytes payload() {
    return payload;
  }

  long deadlineMillis() {
    return deadlineMillis;
  }

  /** The sequence of a call, the id of a query; once it was sent. */
  long number() {
    return number;
  }

  long sentMillis() {
    return sentMillis;
  }

  boolean isWaiting() {
    return state == State.WAITING;
  }

  boolean isSent() {
    return state == State.SENT;
  }

  boolean isDue() {
    return state == State.DUE;
  }

  boolean isRefused() {
    return state == State.REFUSED;
  }

  /** Whether each time it was sent it was refused, so that it certainly was not executed. */
  boolean isCertainlyRefused() {
    return isRefused() && !uncertain;
  }

  void send(long assigned, long nowMillis) {
    number = assigned;
    sentMillis = nowMillis;
    state = State.SENT;
  }

  /** It must be sent again; whoever received it before may have taken it. */
  void becomeDue() {
    uncertain = uncertain || state == State.SENT;
    state = State.DUE;
  }

  boolean hasEnded() {
    return ended;
  }

  /** It was answered, or is given up; what its state was stays known. */
  void end() {
    ended = true;
  }

  void becomeRefused() {
    state = State.REFUSED;
  }
}
