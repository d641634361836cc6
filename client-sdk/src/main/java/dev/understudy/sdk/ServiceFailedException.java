package dev.understudy.sdk;

import dev.understudy.wire.FailureCode;

/**
 * {@code service-failed}: the service threw, on every server alike, or returned more than the
 * group's limit ({@code too-large}). The request counts as executed: repeating it in its session
 * gives the same failure. The message is that of the service's exception.
 */
public final class ServiceFailedException extends GroupException {

  /** A failure that is described by {@code message}. */
  public ServiceFailedException(FailureCode code, String message) {
    super(code, message);
  }
}
