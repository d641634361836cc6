package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import io.vertx.core.json.JsonObject;

/** The gateway's errors as exit codes. */
final class Refusals {

  private Refusals() {}

  static Failure failure(Reply reply) {
    JsonObject error = reply.jsonOrEmpty();
    String code = String.valueOf(error.getValue("code", "http-" + reply.status()));
    String message =
        String.valueOf(
            error.getValue("message", "the gateway answered with status " + reply.status()));
    return new Failure(exitCode(reply.status()), code, message);
  }

  private static int exitCode(int status) {
    return switch (status) {
      case 400 -> ExitCode.USAGE;
      case 401, 403 -> ExitCode.UNAUTHORISED;
      case 404 -> ExitCode.UNKNOWN;
      case 409, 429 -> ExitCode.REFUSED;
      case 503, 504 -> ExitCode.NO_ANSWER;
      default -> ExitCode.ERROR;
    };
  }
}
