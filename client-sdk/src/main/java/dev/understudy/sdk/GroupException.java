package dev.understudy.sdk;

import dev.understudy.wire.FailureCode;

/**
 * Why a request or query failed. The {@linkplain #code code} is stable and for programs, the
 * message for people, the {@linkplain #remedy remedy} says what to do about it.
 *
 * <p>Unless it is an {@link OutcomeUnknownException} or a {@link ServiceFailedException}, nothing
 * was changed and the request may simply be made again.
 */
public class GroupException extends RuntimeException {

  private final FailureCode code;

  /** A failure that is described by {@code message}. */
  public GroupException(FailureCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  /** Which of the documented failures it is. */
  public FailureCode code() {
    return code;
  }

  /** What to do about it, in a sentence. */
  public String remedy() {
    return code.remedy();
  }
}
