package dev.understudy.app;

import io.vertx.core.json.JsonObject;

/** A command that did not do what it was asked for: one line for people, a code for scripts. */
public final class Failure extends RuntimeException {

  private final int exitCode;
  private final String code;

  /**
   * @param code for machines, in kebab-case
   * @param message for people, one line
   */
  public Failure(int exitCode, String code, String message) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
  }

  /** What is wrong with what the user wrote. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, "usage", message);
  }

  /** Any other error. */
  public static Failure error(String message) {
    return new Failure(ExitCode.ERROR, "error", message);
  }

  public int exitCode() {
    return exitCode;
  }

  public String code() {
    return code;
  }

  /** {@code {"code","message","exitCode"}}. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("code", code)
        .put("message", getMessage())
        .put("exitCode", exitCode);
  }
}
