package dev.understudy.faults.client;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;

/**
 * What a client process tells, one JSON object a line: {@code {"type":"ready"}} when it has joined,
 * {@code "call"} with a {@link Recorded} for each call that ended, {@code "stopped"} with the
 * numbers of calls begun, skipped and thrown when all have ended, and for an audit a {@code
 * "value"} for each key, a {@code "remnant"} for each diverged record, and {@code "audited"} or
 * {@code "audit-failed"}.
 */
final class Notes {

  static final String READY = "ready";
  static final String CALL = "call";
  static final String STOPPED = "stopped";
  static final String VALUE = "value";
  static final String REMNANT = "remnant";
  static final String AUDITED = "audited";
  static final String AUDIT_FAILED = "audit-failed";

  private final PrintStream out;

  Notes(PrintStream out) {
    this.out = out;
  }

  void ready() {
    write(typed(READY));
  }

  void call(Recorded recorded) {
    write(typed(CALL).mergeIn(recorded.toJson()));
  }

  /**
   * No call is under way.
   *
   * @param skipped calls that were due and not made: too many were under way, or the process stood
   * @param thrown calls to which a client threw something, in place of an answer
   */
  void stopped(long begun, long skipped, long thrown) {
    write(typed(STOPPED).put("begun", begun).put("skipped", skipped).put("thrown", thrown));
  }

  /**
   * What was found in the end.
   *
   * @param difference what is wrong with how the servers hold it; empty if nothing is
   */
  void audited(Audit audit, String difference) {
    audit
        .values()
        .forEach(
            (key, value) -> write(typed(VALUE).put("key", key).put("value", value.orElse(null))));
    for (Remnant remnant : audit.remnants()) {
      write(typed(REMNANT).mergeIn(remnant.toJson()));
    }
    write(
        typed(AUDITED)
            .put("from", audit.from())
            .put("to", audit.to())
            .put("difference", difference));
  }

  void auditFailed(String why) {
    write(typed(AUDIT_FAILED).put("message", why));
  }

  private static JsonObject typed(String type) {
    return new JsonObject().put("type", type);
  }

  private synchronized void write(JsonObject line) {
    out.println(line.encode());
  }
}
