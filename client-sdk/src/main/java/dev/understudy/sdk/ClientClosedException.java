package dev.understudy.sdk;

import dev.understudy.wire.FailureCode;

/**
 * The client is closed, or the Vert.x on which it was made: the request was not sent. Make a new
 * client, perhaps on another node. What was under way when a client was closed fails with {@link
 * OutcomeUnknownException}.
 */
public final class ClientClosedException extends GroupException {

  ClientClosedException() {
    super(FailureCode.INVALID, "the client is closed");
  }
}
