package dev.understudy.app.node;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the {@link AddressBook} when nodes come and go: a few times, further and further apart,
 * since what a merge brings arrives some time after the node.
 */
final class BookKeeping {

  private static final Logger LOG = LoggerFactory.getLogger(BookKeeping.class);

  private static final int TIMES = 5;
  private static final long FIRST_MILLIS = 250;

  private final AddressBook book;
  private final Vertx vertx;
  private final HazelcastInstance hazelcast;
  private final Consumer<String> changed;
  private int left;
  private long pauseMillis;
  private boolean waiting;

  /**
   * Reads when it is told to.
   *
   * @param changed is given each address of which something else was known
   */
  BookKeeping(
      AddressBook book, Vertx vertx, HazelcastInstance hazelcast, Consumer<String> changed) {
    this.book = book;
    this.vertx = vertx;
    this.hazelcast = hazelcast;
    this.changed = changed;
  }

  /** The cluster changed; from any thread. */
  synchronized void start() {
    left = TIMES;
    pauseMillis = FIRST_MILLIS;
    if (!waiting) {
      next();
    }
  }

  private void next() {
    waiting = left > 0;
    if (waiting) {
      left--;
      vertx.setTimer(pauseMillis, timer -> read());
      pauseMillis *= 2;
    }
  }

  private void read() {
    vertx
        .<Set<String>>executeBlocking(() -> book.read(hazelcast), false)
        .onSuccess(addresses -> addresses.forEach(changed))
        .onFailure(failure -> LOG.debug("the addresses of the bus could not be read", failure))
        .onComplete(done -> again());
  }

  private synchronized void again() {
    next();
  }
}
