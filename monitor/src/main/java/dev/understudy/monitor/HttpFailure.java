package dev.understudy.monitor;

import dev.understudy.sdk.ClientClosedException;
import dev.understudy.sdk.GroupException;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.FailureCode;
import io.vertx.core.json.JsonObject;

/**
 * What a request is answered with instead of a result: a status, and a code and message in JSON.
 */
final class HttpFailure extends RuntimeException {

  private static final int TRY_AGAIN_SECONDS = 1;

  private final int status;
  private final String code;

  HttpFailure(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static HttpFailure of(FailureCode code, String message) {
    return new HttpFailure(status(code), code.text(), message);
  }

  static HttpFailure invalid(String message) {
    return of(FailureCode.INVALID, message);
  }

  static HttpFailure unknownGroup(String group) {
    return of(FailureCode.UNKNOWN_GROUP, "no server of group " + group + " is registered");
  }

  /** Likewise, of a group that had servers within the last hour which did not leave on purpose. */
  static HttpFailure goneGroup(String group, int servers) {
    return of(
        FailureCode.UNKNOWN_GROUP,
        "no server of group "
            + group
            + " is registered any more; within the last hour there "
            + (servers == 1 ? "was one" : "were " + servers));
  }

  /** Whether it says that a group has no registered server. */
  static boolean isUnknownGroup(Throwable failure) {
    return failure instanceof HttpFailure http
        && http.code().equals(FailureCode.UNKNOWN_GROUP.text());
  }

  static HttpFailure noNameServer() {
    return new HttpFailure(
        503, "no-name-server", "no name server answers; start one, or wait until it is reachable");
  }

  static HttpFailure unanswered(String whom) {
    return of(FailureCode.DEADLINE_EXCEEDED, whom + " did not answer in time");
  }

  /** The error that a server answered a command with. */
  static HttpFailure ofServer(JsonObject error) {
    String code = error.getString("code", "");
    String message = error.getString("message", "");
    return switch (code) {
      case ControlProtocol.UNKNOWN_SERVER -> new HttpFailure(404, code, message);
      case ControlProtocol.REFUSED -> new HttpFailure(409, code, message);
      case ControlProtocol.UNFINISHED -> new HttpFailure(503, code, message);
      default -> of(codeOf(code), message);
    };
  }

  /** The failure that became of {@code cause}; an unexpected one is no client's business. */
  static HttpFailure of(Throwable cause) {
    if (cause instanceof HttpFailure failure) {
      return failure;
    }
    if (cause instanceof ClientClosedException) {
      // whoever asks does not see the gateway's clients, which go before it does
      return new HttpFailure(503, "leaving", "this gateway's node is leaving; ask another one");
    }
    if (cause instanceof GroupException failure) {
      return of(failure.code(), String.valueOf(failure.getMessage()));
    }
    return new HttpFailure(500, "internal", "the gateway failed; see its log");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  JsonObject json() {
    return new JsonObject().put("code", code).put("message", getMessage());
  }

  /** Whether the same request may succeed a little later. */
  boolean isTemporary() {
    return status == 503 || status == 429;
  }

  /** Seconds after which to try again. */
  int retryAfterSeconds() {
    return TRY_AGAIN_SECONDS;
  }

  private static FailureCode codeOf(String text) {
    for (FailureCode code : FailureCode.values()) {
      if (code.text().equals(text)) {
        return code;
      }
    }
    return FailureCode.INVALID;
  }

  private static int status(FailureCode code) {
    return switch (code) {
      case NO_MASTER, NOT_MASTER -> 503;
      case DEADLINE_EXCEEDED -> 504;
      case OVERLOADED -> 429;
      case TOO_LARGE -> 413;
      case SESSION_EXPIRED -> 409;
      case SERVICE_FAILED -> 422;
      case UNKNOWN_GROUP -> 404;
      case UNAUTHORIZED -> 401;
      case INVALID -> 400;
    };
  }
}
