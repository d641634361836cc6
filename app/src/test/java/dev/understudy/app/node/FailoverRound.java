package dev.understudy.app.node;

import dev.understudy.app.node.SteadyLoad.Call;
import dev.understudy.sdk.GroupClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One master killed under load: how long nobody answered, and what became of every request. */
final class FailoverRound {

  /**
   * What came of it.
   *
   * @param killed the server
   * @param failoverMillis from the kill to the first answer of its successor
   * @param worstMillis the longest that any request took
   * @param unknown requests that ended in an error
   * @param diverged acknowledged, and in a diverged record instead of the history
   * @param lost acknowledged, and in neither
   * @param twice executed more than once
   */
  record Outcome(
      int round,
      int killed,
      double failoverMillis,
      double worstMillis,
      int acknowledged,
      int unknown,
      int diverged,
      int lost,
      int twice) {

    JsonObject toJson() {
      return new JsonObject()
          .put("round", round)
          .put("killed", killed)
          .put("failoverMillis", failoverMillis)
          .put("worstMillis", worstMillis)
          .put("acknowledged", acknowledged)
          .put("unknown", unknown)
          .put("diverged", diverged)
          .put("lost", lost)
          .put("twice", twice);
    }
  }

  private static final int PER_SECOND = 200;
  private static final long BEFORE_MILLIS = 2_000;
  private static final long AFTER_MILLIS = 2_000;
  private static final long PATIENCE_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  private final int round;
  private final GroupClient client;
  private final NodeProcesses nodes;
  private final String group;
  private final List<Call> missing = new ArrayList<>();
  private long killedAt;

  FailoverRound(int round, String group, GroupClient client, NodeProcesses nodes) {
    this.group = group;
    this.round = round;
    this.client = client;
    this.nodes = nodes;
  }

  /** A reading of {@link System#nanoTime} just before the signal was sent. */
  long killedAt() {
    return killedAt;
  }

  /** The requests that were lost. */
  List<Call> missing() {
    return List.copyOf(missing);
  }

  Outcome play(int master) throws InterruptedException {
    SteadyLoad load = new SteadyLoad(client, "round-" + round, PER_SECOND);
    long answeredAt;
    try (load) {
      load.start();
      Thread.sleep(BEFORE_MILLIS);
      String epoch = load.lastEpoch();
      killedAt = System.nanoTime();
      nodes.kill(master);
      answeredAt = awaitAnswer(load, epoch);
      Thread.sleep(AFTER_MILLIS);
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!load.isOver() && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    return audit(master, (answeredAt - killedAt) / NANOS_PER_MILLI, load.ended());
  }

  private long awaitAnswer(SteadyLoad load, String epoch) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (load.firstAnswerAfter(epoch, killedAt).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("nobody took over from " + epoch);
      }
      Thread.sleep(5);
    }
    return load.firstAnswerAfter(epoch, killedAt).orElseThrow();
  }

  private Outcome audit(int master, double failoverMillis, List<Call> calls)
      throws InterruptedException {
    List<Future<Buffer>> reads = new ArrayList<>();
    for (Call call : calls) {
      JsonObject get = new JsonObject().put("op", "get").put("name", call.counter());
      reads.add(client.query(get.toBuffer()));
    }
    Map<String, Integer> records = nodes.divergedCounters(group);
    int diverged = 0;
    int lost = 0;
    int twice = 0;
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      long value = result(reads.get(i)).toJsonObject().getLong("value");
      int inRecords = records.getOrDefault(call.counter(), 0);
      twice += value + inRecords > 1 || call.value() > 1 ? 1 : 0;
      diverged += call.isAcknowledged() && value == 0 && inRecords == 1 ? 1 : 0;
      if (call.isAcknowledged() && value + inRecords == 0) {
        lost++;
        missing.add(call);
      }
    }
    int acknowledged = (int) calls.stream().filter(Call::isAcknowledged).count();
    double worst =
        calls.stream().mapToLong(call -> call.endedAt() - call.sentAt()).max().orElse(0)
            / NANOS_PER_MILLI;
    return new Outcome(
        round,
        master,
        failoverMillis,
        worst,
        acknowledged,
        calls.size() - acknowledged,
        diverged,
        lost,
        twice);
  }

  private static Buffer result(Future<Buffer> future) throws InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot be read back", e);
    }
  }
}
