package dev.understudy.app.node;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.Callable;
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
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Callable<Set<String>> reading;
  private final Consumer<String> changed;
  private int left;
  private long pauseMillis;
  private boolean busy;
  private long timer = NONE;

  /**
   * Reads when it is told to.
   *
   * @param reading reads all anew, and says of which addresses something else was known; may block
   * @param changed is given each address of which something else was known
   */
  BookKeeping(Vertx vertx, Callable<Set<String>> reading, Consumer<String> changed) {
    this.vertx = vertx;
    this.reading = reading;
    this.changed = changed;
  }

  /** The cluster changed; from any thread. */
  synchronized void start() {
    left = TIMES;
    pauseMillis = FIRST_MILLIS;
    if (!busy) {
      vertx.cancelTimer(timer);
      next();
    }
  }

  private void next() {
    if (left > 0) {
      left--;
      timer = vertx.setTimer(pauseMillis, this::read);
      pauseMillis *= 2;
    }
  }

  private synchronized void read(long due) {
    if (due != timer) {
      return; // cancelled too late
    }
    busy = true;
    vertx
        .executeBlocking(reading, false)
        .onSuccess(addresses -> addresses.forEach(changed))
        .onFailure(failure -> LOG.debug("the addresses of the bus could not be read", failure))
        .onComplete(done -> again());
  }

  private synchronized void again() {
    busy = false;
    next();
  }
}
