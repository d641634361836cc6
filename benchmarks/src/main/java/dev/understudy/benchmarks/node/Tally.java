package dev.understudy.benchmarks.node;

import dev.understudy.sdk.OutcomeUnknownException;
import io.vertx.core.AsyncResult;

/** What became of all requests that were to change a group: to be compared with what it counted. */
final class Tally {

  private long acknowledged;
  private long unknown;

  synchronized void count(AsyncResult<?> end) {
    if (end.succeeded()) {
      acknowledged++;
    } else if (end.cause() instanceof OutcomeUnknownException) {
      unknown++;
    }
  }

  synchronized long acknowledged() {
    return acknowledged;
  }

  /** Those that may or may not have been executed. */
  synchronized long unknown() {
    return unknown;
  }
}
