package dev.understudy.sdk;

import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientFailure;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.wire.FailureCode;
import io.vertx.core.buffer.Buffer;

/** The ends of calls, from the words of the protocol to those of the application. */
final class Outcomes {

  private Outcomes() {}

  /**
   * The reply to a request.
   *
   * @param epoch of the entry that executed it, as text
   * @throws GroupException if the service did not return a result
   */
  static Reply reply(ClientEffect.Completed completed, String epoch) {
    return new Reply(value(completed.result()), epoch, completed.key().index());
  }

  /**
   * The reply to a query.
   *
   * @throws GroupException if the service did not return a result
   */
  static QueryReply reply(ClientEffect.QueryCompleted completed) {
    Buffer result = value(completed.result());
    return new QueryReply(result, completed.index(), completed.lag(), completed.committed());
  }

  static GroupException exception(ClientFailure failure) {
    return switch (failure) {
      case NO_MASTER -> plain(FailureCode.NO_MASTER, "no server answered as master in time");
      case OVERLOADED -> plain(FailureCode.OVERLOADED, "too much was under way until the deadline");
      case TOO_LARGE -> plain(FailureCode.TOO_LARGE, "the payload is over the limit");
      case INVALID ->
          plain(
              FailureCode.INVALID,
              "its sequence was acknowledged; it may have been executed before");
      case DEADLINE_EXCEEDED ->
          unknown(FailureCode.DEADLINE_EXCEEDED, "no answer came until the deadline");
      case SESSION_EXPIRED ->
          unknown(FailureCode.SESSION_EXPIRED, "the session ended before an answer came");
      case CLOSED ->
          unknown(FailureCode.DEADLINE_EXCEEDED, "the client was closed before an answer came");
    };
  }

  static GroupException closed() {
    return new ClientClosedException();
  }

  static GroupException unknownGroup(String group) {
    return plain(FailureCode.UNKNOWN_GROUP, "no server of group " + group + " is registered");
  }

  /**
   * What the service returned.
   *
   * @throws GroupException if it did not
   */
  static Buffer value(Result result) {
    if (result instanceof Result.Returned returned) {
      return buffer(returned.value());
    }
    if (result instanceof Result.Threw threw) {
      throw new ServiceFailedException(FailureCode.SERVICE_FAILED, threw.message());
    }
    if (result instanceof Result.TooLarge tooLarge) {
      throw new ServiceFailedException(
          FailureCode.TOO_LARGE,
          "the service's result of " + tooLarge.length() + " bytes is over the group's limit");
    }
    throw plain(FailureCode.INVALID, "nothing was executed under this sequence");
  }

  private static Buffer buffer(Bytes bytes) {
    Buffer buffer = Buffer.buffer(bytes.length());
    bytes.writeTo(buffer::appendBytes);
    return buffer;
  }

  private static GroupException plain(FailureCode code, String message) {
    return new GroupException(code, message);
  }

  private static GroupException unknown(FailureCode code, String message) {
    return new OutcomeUnknownException(code, message);
  }
}
