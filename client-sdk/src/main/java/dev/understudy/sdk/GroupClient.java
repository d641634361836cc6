package dev.understudy.sdk;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * A client of one group: finds the current master, follows it when it changes, and repeats what was
 * not answered so that each request takes effect exactly once.
 *
 * <ol>
 *   <li>Every future completes, at the latest shortly after the {@linkplain
 *       GroupClientOptions#setDeadlineMillis deadline}.
 *   <li>A request that succeeded took effect once and survives what the group's mode promises.
 *   <li>Failures are {@link GroupException}s; its subclasses are those after which something may
 *       have changed.
 *   <li>Requests of one client are executed in the order in which they were made, also across a
 *       change of the master; the next one need not wait for the answer to the one before. Only one
 *       whose outcome is unknown, or whose diverged record is replayed, may take effect after later
 *       ones.
 * </ol>
 *
 * Safe for use by several threads. A future is completed on the Vert.x context on which the call
 * was made, if it was made on one.
 */
public interface GroupClient {

  /**
   * A client. Nothing is sent before the first call; a group that does not exist is noticed then.
   * To be kept and shared: each one opens a session of its own in the group. It ends with the
   * verticle that made it, if one did. It works on the event loop of the context on which it was
   * made.
   *
   * @param vertx the Vert.x, clustered or not, on which, or on other nodes of whose cluster, the
   *     servers are
   * @throws IllegalArgumentException if an option is out of its range
   */
  static GroupClient create(Vertx vertx, GroupClientOptions options) {
    return BusGroupClient.start(vertx, new GroupClientOptions(options));
  }

  /**
   * Has the group execute a request, once; succeeds with the service's result.
   *
   * @param payload what the service is given; at most {@link GroupClientOptions#setMaxPayloadBytes}
   *     and the group's own limit, or it fails as {@code too-large}
   */
  Future<Buffer> execute(Buffer payload);

  /** Likewise, with the place of the request in the history of the group. */
  Future<Reply> request(Buffer payload);

  /** A linearizable query: succeeds with what the service's query method returned. */
  Future<Buffer> query(Buffer payload);

  /** A query with the given guarantee. */
  Future<Buffer> query(Buffer payload, ReadConsistency consistency);

  /** A query, answered with how current the answer is. */
  Future<QueryReply> read(Buffer payload, ReadConsistency consistency);

  /**
   * Opens a session for requests that are to be repeatable after a crash of the caller.
   *
   * @return its name: letters, digits, {@code -} and {@code _}; expires when it was not used for
   *     the group's session time, ten minutes by default
   */
  Future<String> openSession();

  /**
   * Has the group execute a request of the caller's own session, once, however often it is made;
   * lets go of results as {@link SessionRequest#of} does. Fails as {@code invalid} if {@code
   * session} is no name of a session.
   *
   * @throws IllegalArgumentException if {@code sequence} is negative
   */
  Future<Buffer> execute(String session, long sequence, Buffer payload);

  /** Likewise, with the place of the request in the history of the group. */
  Future<Reply> request(SessionRequest request);

  /**
   * Gives up what is not answered, with an unknown outcome, and releases everything. Later calls
   * fail as {@code invalid}; closing twice does nothing.
   */
  Future<Void> close();
}
