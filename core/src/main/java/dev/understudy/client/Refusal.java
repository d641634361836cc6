package dev.understudy.client;

/** Why a server did not do what a client asked. Nothing was changed in any of these cases. */
public enum Refusal {
  /** The session is unknown or expired; what was pending in it has an unknown outcome. */
  SESSION_EXPIRED,
  /** A bound of the group is reached; try again later. */
  OVERLOADED,
  /** The request before it in its session has not arrived; send both again. */
  OUT_OF_ORDER,
  /** Payload or result is over the group's limit. */
  TOO_LARGE,
  /** The request makes no sense, a sequence below what was acknowledged for instance. */
  INVALID;

  /** Whether the same request may be taken later. */
  public boolean isTemporary() {
    return this == OVERLOADED || this == OUT_OF_ORDER;
  }
}
