package dev.understudy.benchmarks.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When calls were answered, for a time in which nobody may answer. */
class AnswersTest {

  private final List<Promise<Void>> asked = new ArrayList<>();
  private final Answers answers = new Answers((slot, payload) -> asked());

  @Test
  void theFirstAnswerIsOneToACallThatBeganLater() {
    answers.call(0, Buffer.buffer());
    long after = System.nanoTime();
    answers.call(0, Buffer.buffer());
    asked.get(0).complete();
    assertThat(after(after).getLong("firstNanos")).isZero();
    asked.get(1).complete();
    assertThat(after(after).getLong("firstNanos")).isGreaterThanOrEqualTo(after);
  }

  @Test
  void aFailureIsNoAnswer() {
    answers.call(0, Buffer.buffer());
    asked.get(0).fail("nobody there");
    assertThat(after(0).getLong("firstNanos")).isZero();
  }

  @Test
  void theSlowestCountsFromItsBeginningWhereverThatWas() {
    answers.call(0, Buffer.buffer());
    long after = System.nanoTime();
    asked.get(0).complete();
    assertThat(after(after).getDouble("slowestMillis")).isPositive();
  }

  private JsonObject after(long nanos) {
    return answers.after(new JsonObject().put("afterNanos", nanos));
  }

  private Future<Void> asked() {
    Promise<Void> promise = Promise.promise();
    asked.add(promise);
    return promise.future();
  }
}
