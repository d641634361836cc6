package dev.understudy.client;

/** Why a call or query of the application was not answered. */
public enum ClientFailure {
  /** No server answered as master until the deadline. The call was never sent: nothing changed. */
  NO_MASTER,
  /** The deadline passed. The outcome of a call is unknown. */
  DEADLINE_EXCEEDED,
  /** A bound of the client or the group was reached until the deadline. Nothing changed. */
  OVERLOADED,
  /** The payload is over the limit of the client or the group. Nothing changed. */
  TOO_LARGE,
  /** The session ended while the call was under way. Its outcome is unknown. */
  SESSION_EXPIRED,
  /**
   * The server found that the call made no sense. It changed nothing; one whose sequence was
   * acknowledged may have been executed before.
   */
  INVALID,
  /** The client was closed. The outcome of a call that was under way is unknown. */
  CLOSED
}
