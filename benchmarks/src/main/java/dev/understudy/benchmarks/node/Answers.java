package dev.understudy.benchmarks.node;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * When the calls of another caller began and succeeded, one by one: for a time in which nobody may
 * answer. Times are readings of {@link System#nanoTime}, which all processes of a machine read off
 * the same clock.
 */
final class Answers implements Caller {

  private static final int MOST = 1_000_000;
  private static final double NANOS_PER_MILLI = 1_000_000;

  private record Answer(long begunNanos, long endedNanos) {}

  private final Caller caller;
  private final List<Answer> all = new ArrayList<>();

  Answers(Caller caller) {
    this.caller = caller;
  }

  @Override
  public Future<?> call(int slot, Buffer payload) {
    long begun = System.nanoTime();
    return caller.call(slot, payload).onSuccess(answer -> add(begun, System.nanoTime()));
  }

  /**
   * Of the calls that began at {@code afterNanos} or later: when the first was answered ({@code
   * firstNanos}; 0 if none was yet), and how long any took that ended after it at most ({@code
   * slowestMillis}).
   */
  synchronized JsonObject after(JsonObject order) {
    long after = order.getLong("afterNanos");
    long first =
        all.stream()
            .filter(answer -> answer.begunNanos() >= after)
            .mapToLong(Answer::endedNanos)
            .min()
            .orElse(0);
    long slowest =
        all.stream()
            .filter(answer -> answer.endedNanos() >= after)
            .mapToLong(answer -> answer.endedNanos() - answer.begunNanos())
            .max()
            .orElse(0);
    return new JsonObject()
        .put("firstNanos", first)
        .put("slowestMillis", slowest / NANOS_PER_MILLI);
  }

  private synchronized void add(long begun, long ended) {
    if (all.size() < MOST) {
      all.add(new Answer(begun, ended));
    }
  }
}
