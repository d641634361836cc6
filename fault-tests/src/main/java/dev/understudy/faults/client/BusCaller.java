package dev.understudy.faults.client;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupException;
import dev.understudy.sdk.OutcomeUnknownException;
import dev.understudy.sdk.ReadConsistency;
import dev.understudy.sdk.ServiceFailedException;
import io.vertx.core.Future;

/** Calls through the SDK, by the event bus. */
final class BusCaller implements Caller {

  private final GroupClient client;

  BusCaller(GroupClient client) {
    this.client = client;
  }

  @Override
  public Future<Answer> make(Call call) {
    Future<Answer> answer =
        call.isQuery()
            ? client
                .read(call.payload(), ReadConsistency.LINEARIZABLE)
                .map(r -> Answer.ok(call.result(r.result().toJsonObject()), "", r.index()))
            : client
                .request(call.payload())
                .map(r -> Answer.ok(call.result(r.result().toJsonObject()), r.epoch(), r.index()));
    return answer.otherwise(BusCaller::failed);
  }

  private static Answer failed(Throwable failure) {
    if (failure instanceof OutcomeUnknownException unknown) {
      return Answer.unknown(unknown.code().text());
    }
    if (failure instanceof GroupException group && !(failure instanceof ServiceFailedException)) {
      return Answer.fail(group.code().text());
    }
    // nothing that these services or the SDK should ever answer: no claim is built on it
    return Answer.unknown(String.valueOf(failure));
  }
}
