package dev.understudy.faults.client;

import io.vertx.core.Future;

/** Somebody who makes calls to a group. */
interface Caller {

  /** Makes a call; the future always succeeds, with how the call ended. */
  Future<Answer> make(Call call);
}
