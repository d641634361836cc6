package dev.understudy.monitor;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;

/** Why a message on the event bus was not answered. */
final class EventBusFailures {

  private EventBusFailures() {}

  /** Whether nobody received it, so that nothing came of it. */
  static boolean isUnheard(Throwable failure) {
    return failure instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }
}
