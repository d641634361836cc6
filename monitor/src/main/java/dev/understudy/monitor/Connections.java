package dev.understudy.monitor;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashSet;
import java.util.Set;

/**
 * The connections that are open. A few more than the bound are accepted, so that their first
 * request can be told why it is refused; those that ask nothing are closed soon, and all beyond at
 * once.
 */
final class Connections {

  /** Connections over the bound that are told so. */
  private static final int MOST_REFUSED = 64;

  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final int most;
  private final Set<HttpConnection> refused = new HashSet<>();
  private int open;

  Connections(Vertx vertx, int most) {
    this.vertx = vertx;
    this.most = most;
  }

  void opened(HttpConnection connection) {
    open++;
    boolean excess = open > most;
    connection.closeHandler(
        closed -> {
          open--;
          refused.remove(connection);
        });
    if (excess && refused.size() < MOST_REFUSED) {
      refused.add(connection);
      vertx.setTimer(LINGER_MILLIS, id -> connection.close());
    } else if (excess) {
      connection.close();
    }
  }

  /** Whether this one is over the bound. */
  boolean isRefused(HttpConnection connection) {
    return refused.contains(connection);
  }

  int open() {
    return open;
  }
}
