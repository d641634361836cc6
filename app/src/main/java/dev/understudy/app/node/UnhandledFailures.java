package dev.understudy.app.node;

import io.vertx.core.Handler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what Vert.x finds unhandled: the first of a kind with its stack, and then at most one line
 * in {@link #PAUSE_MILLIS} that says how many there were. When a connection of the bus fails,
 * Vert.x 5.1 reports one for each message that waited in it; tens of thousands of stacks kept nodes
 * from connecting again. Safe for several threads.
 */
final class UnhandledFailures implements Handler<Throwable> {

  /** Between two lines on failures of one kind. */
  static final long PAUSE_MILLIS = 10_000;

  private static final int MOST_KINDS = 256;
  private static final Logger LOG = LoggerFactory.getLogger(UnhandledFailures.class);

  /** Where lines go. */
  interface Lines {
    void first(Throwable failure);

    void further(String kind, long times);
  }

  private static final class Kind {
    private long loggedMillis;
    private long since;
  }

  private static final Lines TO_LOG =
      new Lines() {
        @Override
        public void first(Throwable failure) {
          LOG.error("unhandled; further ones of this kind are only counted", failure);
        }

        @Override
        public void further(String kind, long times) {
          LOG.warn("unhandled {} times more: {}", times, kind);
        }
      };

  private final Lines lines;
  private final LongSupplier clock;
  private final Map<String, Kind> kinds = new HashMap<>();

  UnhandledFailures() {
    this(TO_LOG, () -> System.nanoTime() / 1_000_000);
  }

  /**
   * @param clock milliseconds of a clock that never goes back
   */
  UnhandledFailures(Lines lines, LongSupplier clock) {
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public synchronized void handle(Throwable failure) {
    String name = failure.getClass().getName() + ": " + failure.getMessage();
    Kind known = kinds.get(name);
    if (known == null) {
      if (kinds.size() >= MOST_KINDS) {
        kinds.clear();
      }
      Kind kind = new Kind();
      kind.loggedMillis = clock.getAsLong();
      kinds.put(name, kind);
      lines.first(failure);
      return;
    }
    known.since++;
    long now = clock.getAsLong();
    if (now - known.loggedMillis >= PAUSE_MILLIS) {
      lines.further(name, known.since);
      known.since = 0;
      known.loggedMillis = now;
    }
  }
}
