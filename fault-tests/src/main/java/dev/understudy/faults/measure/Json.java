package dev.understudy.faults.measure;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.report.Millis;
import dev.understudy.faults.verdict.Verdict;
import io.vertx.core.json.JsonObject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Figures for programs; null stands for what is not known. */
final class Json {

  private Json() {}

  static @Nullable Double millis(OptionalLong nanos) {
    return nanos.isPresent() ? Millis.of(nanos.getAsLong()) : null;
  }

  static @Nullable Long count(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : null;
  }

  /** How many calls ended how. */
  static JsonObject counts(Answered calls) {
    JsonObject json = new JsonObject();
    for (Outcome outcome : Outcome.values()) {
      json.put(outcome.text(), calls.count(outcome));
    }
    return json;
  }

  /** What is said of a whole run. */
  static JsonObject of(Ending ending) {
    return new JsonObject()
        .put("kept", ending.verdict() instanceof Verdict.Kept)
        .put("verdict", ending.verdict().what())
        .put("skippedCalls", ending.skipped());
  }
}
