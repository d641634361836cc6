package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.app.verb.Gateway;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes and reads all the while at one gateway, one call after the other: every write under a new
 * key, every fourth call a read of the last write that was acknowledged.
 */
final class DemoClient implements AutoCloseable {

  private static final long PAUSE_NANOS = 4_000_000;
  private static final int CALLS_PER_READ = 4;
  private static final long END_MILLIS = 10_000;

  private final String name;
  private final Gateway gateway;
  private final Ledger ledger;
  private final List<Long> answeredAt = new ArrayList<>();
  private final Thread thread;
  private long unanswered;
  private boolean stopped;

  DemoClient(String name, Gateway gateway, Ledger ledger) {
    this.name = name;
    this.gateway = gateway;
    this.ledger = ledger;
    thread = new Thread(this::run, "client " + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Writes that were acknowledged. */
  synchronized int acknowledged() {
    return answeredAt.size();
  }

  /** Writes that ended in an error: their outcome is unknown, and nobody owes anything. */
  synchronized long unanswered() {
    return unanswered;
  }

  /**
   * The longest time without an acknowledgement since then.
   *
   * @param nanos a reading of {@link System#nanoTime}
   */
  synchronized long longestGapMillisSince(long nanos) {
    long before = nanos;
    long longest = 0;
    for (long answered : answeredAt) {
      if (answered > nanos) {
        longest = Math.max(longest, answered - before);
        before = answered;
      }
    }
    return longest / 1_000_000;
  }

  /** Ends it, after the call that it is in. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void stop() {
    stopped = true;
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private void run() {
    long sequence = 0;
    Ledger.Write last = new Ledger.Write("", "");
    while (!isStopped()) {
      sequence++;
      if (sequence % CALLS_PER_READ == 0 && !last.key().isEmpty()) {
        read(last);
      } else {
        Ledger.Write next = new Ledger.Write(name + "-" + sequence, "value-" + sequence);
        last = write(next) ? next : last;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean write(Ledger.Write write) {
    Buffer put =
        new JsonObject()
            .put("op", "put")
            .put("key", write.key())
            .put("value", write.value())
            .toBuffer();
    try {
      JsonObject result = gateway.post(Gateway.path(DemoCluster.GROUP, "requests"), put).json();
      ledger.acknowledge(write);
      if (result.getValue("previous") != null) {
        ledger.repeat(write.key());
      }
      answered();
      return true;
    } catch (Failure e) {
      refused();
      return false;
    }
  }

  private void read(Ledger.Write write) {
    try {
      if (!write.value().equals(Audit.value(gateway, write.key()))) {
        ledger.miss(write.key());
      }
    } catch (Failure e) {
      // a read that was not answered promises nothing
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private synchronized void answered() {
    answeredAt.add(System.nanoTime());
  }

  private synchronized void refused() {
    unanswered++;
  }
}
