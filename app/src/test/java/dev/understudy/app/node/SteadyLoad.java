package dev.understudy.app.node;

import dev.understudy.sdk.GroupClient;
import dev.understudy.sdk.Reply;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at a steady rate, whether or not the ones before were answered; each adds 1 to a counter
 * of its own, so that afterwards everyone can see how often it was executed.
 */
final class SteadyLoad implements AutoCloseable {

  /** What came of one request; times are readings of {@link System#nanoTime}. */
  record Call(String counter, long sentAt, long endedAt, String epoch, long value) {

    boolean isAcknowledged() {
      return !epoch.isEmpty();
    }
  }

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final GroupClient client;
  private final String name;
  private final Thread clock;
  private final List<Call> ended = new ArrayList<>();
  private int sent;

  SteadyLoad(GroupClient client, String name, int perSecond) {
    this.client = client;
    this.name = name;
    this.clock = new Thread(() -> send(NANOS_PER_SECOND / perSecond), name);
  }

  void start() {
    clock.start();
  }

  /** Sends no more. */
  @Override
  public void close() {
    clock.interrupt();
  }

  /** Whether everything that was sent has ended, one way or the other. */
  synchronized boolean isOver() {
    return !clock.isAlive() && ended.size() == sent;
  }

  synchronized List<Call> ended() {
    return List.copyOf(ended);
  }

  /** The epoch in which the last answer came from. */
  synchronized String lastEpoch() {
    for (int i = ended.size() - 1; i >= 0; i--) {
      if (ended.get(i).isAcknowledged()) {
        return ended.get(i).epoch();
      }
    }
    return "";
  }

  /** When the first request of another mastership than this one's was answered. */
  synchronized OptionalLong firstAnswerAfter(String epoch, long nanos) {
    return ended.stream()
        .filter(call -> call.isAcknowledged() && call.endedAt() > nanos)
        .filter(call -> !call.epoch().equals(epoch))
        .mapToLong(Call::endedAt)
        .min();
  }

  private void send(long period) {
    long due = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      if (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      } else {
        send();
        due += period;
      }
    }
  }

  private void send() {
    String counter = next();
    Buffer add = new JsonObject().put("op", "add").put("name", counter).toBuffer();
    long sentAt = System.nanoTime();
    client.request(add).onComplete(reply -> end(counter, sentAt, reply));
  }

  private synchronized String next() {
    sent++;
    return name + "-" + sent;
  }

  private synchronized void end(String counter, long sentAt, AsyncResult<Reply> reply) {
    boolean acknowledged = reply.succeeded();
    ended.add(
        new Call(
            counter,
            sentAt,
            System.nanoTime(),
            acknowledged ? reply.result().epoch() : "",
            acknowledged ? reply.result().result().toJsonObject().getLong("value") : 0));
  }
}
