package dev.understudy.sdk;

import dev.understudy.wire.FailureCode;

/**
 * The request may or may not have been executed, or still be: {@code deadline-exceeded} or {@code
 * session-expired}. It is never sent again by the client. Read what it was to change, or use {@link
 * SessionRequest} and repeat it under the same session and sequence.
 */
public final class OutcomeUnknownException extends GroupException {

  /** A failure that is described by {@code message}. */
  public OutcomeUnknownException(FailureCode code, String message) {
    super(code, message);
  }
}
