package dev.understudy.faults.client;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.GroupException;
import dev.understudy.sdk.OutcomeUnknownException;
import dev.understudy.sdk.ReadConsistency;
import dev.understudy.sdk.ServiceFailedException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Calls through the SDK, by the event bus; counts how often each is sent. */
final class BusCaller implements Caller {

  private final GroupClient client;
  private final Sends sends;

  /**
   * One who calls through {@code client}.
   *
   * @param sends counts on the bus of the client, and of others on it
   */
  BusCaller(GroupClient client, Sends sends) {
    this.client = client;
    this.sends = sends;
  }

  @Override
  public Future<Answer> make(Call call) {
    Buffer payload = sends.begin(call.payload());
    Future<Answer> answer =
        call.isQuery()
            ? client
                .read(payload, ReadConsistency.LINEARIZABLE)
                .map(r -> Answer.ok(call.result(r.result().toJsonObject()), "", r.index()))
            : client
                .request(payload)
                .map(r -> Answer.ok(call.result(r.result().toJsonObject()), r.epoch(), r.index()));
    return answer.otherwise(BusCaller::failed).map(ended -> ended.sent(sends.end(payload)));
  }

  private static Answer failed(Throwable failure) {
    if (failure instanceof OutcomeUnknownException unknown) {
      return Answer.unknown(unknown.code().text());
    }
    if (failure instanceof GroupException group && !(failure instanceof ServiceFailedException)) {
      return Answer.fail(group.code().text());
    }
    // nothing that these services or the SDK should ever answer
    return Answer.unexpected(failure);
  }
}
