package dev.understudy.monitor;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The connections that are open. A few more than the bound are accepted, so that a platform's probe
 * is answered, and any other request told why it is not; they are closed soon, and the eldest of
 * them at once when there are too many. So is any connection that does not send the head of a
 * request in time.
 */
final class Connections {

  /** Connections over the bound that are open at once. */
  private static final int MOST_REFUSED = 64;

  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final int most;
  private final long headMillis;
  private final Set<HttpConnection> refused = new LinkedHashSet<>();
  private final Map<HttpConnection, Long> silent = new HashMap<>();
  private int open;

  /**
   * None is open yet.
   *
   * @param headMillis milliseconds that a connection has for the head of its first request
   */
  Connections(Vertx vertx, int most, long headMillis) {
    this.vertx = vertx;
    this.most = most;
    this.headMillis = headMillis;
  }

  void opened(HttpConnection connection) {
    open++;
    boolean excess = open > most;
    connection.closeHandler(closed -> closed(connection));
    if (excess) {
      refuse(connection);
    } else {
      silent.put(connection, vertx.setTimer(headMillis, id -> connection.close()));
    }
  }

  /** A connection has sent the head of a request. */
  void asked(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  /** Whether this one is over the bound. */
  boolean isRefused(HttpConnection connection) {
    return refused.contains(connection);
  }

  int open() {
    return open;
  }

  private void refuse(HttpConnection connection) {
    if (refused.size() >= MOST_REFUSED) {
      HttpConnection eldest = refused.iterator().next();
      refused.remove(eldest);
      eldest.close();
    }
    refused.add(connection);
    vertx.setTimer(LINGER_MILLIS, id -> connection.close());
  }

  private void closed(HttpConnection connection) {
    open--;
    refused.remove(connection);
    asked(connection);
  }
}
