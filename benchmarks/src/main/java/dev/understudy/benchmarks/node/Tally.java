package dev.understudy.benchmarks.node;

import dev.understudy.sdk.GroupException;
import dev.understudy.sdk.OutcomeUnknownException;
import io.vertx.core.AsyncResult;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** What became of all requests that were to change a group: to be compared with what it counted. */
final class Tally {

  private static final String OTHER = "other";

  private long acknowledged;
  private long unknown;
  private final Map<String, Long> failures = new TreeMap<>();

  synchronized void count(AsyncResult<?> end) {
    if (end.succeeded()) {
      acknowledged++;
      return;
    }
    if (end.cause() instanceof OutcomeUnknownException) {
      unknown++;
    }
    String code = end.cause() instanceof GroupException known ? known.code().text() : OTHER;
    failures.merge(code, 1L, Long::sum);
  }

  /**
   * {@code acknowledged}; {@code unknown}: those that may or may not have been executed; {@code
   * failures}: how many there were of each kind, the unknown ones among them.
   */
  synchronized JsonObject toJson() {
    JsonObject kinds = new JsonObject();
    failures.forEach(kinds::put);
    return new JsonObject()
        .put("acknowledged", acknowledged)
        .put("unknown", unknown)
        .put("failures", kinds);
  }
}
