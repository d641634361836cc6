package dev.understudy.service;

import io.vertx.core.buffer.Buffer;

/**
 * What a group of servers offers: an object with state that every server of the group has, and that
 * all of them run in step.
 *
 * <p>Guarantees to the service:
 *
 * <ol>
 *   <li>One call at a time, never two at once; each sees what the calls before it did. Nothing
 *       needs a lock.
 *   <li>{@link #execute} is called with the same requests in the same order on every server, each
 *       of them once.
 *   <li>All calls come on the event loop, or all on worker threads if {@link #isBlocking} says so.
 * </ol>
 *
 * <p>What the service guarantees in return, because servers that differ are taken for faulty and
 * repaired, again and again: {@link #execute} is <em>deterministic</em>. State and result depend on
 * the state before and on the request, and on nothing else. So inside {@code execute}:
 *
 * <ul>
 *   <li>time is {@link Request#time}, never the clock of the machine;
 *   <li>chance is {@link Request#random}, never a generator, a UUID or an identity hash of one's
 *       own;
 *   <li>what is iterated has an order of its own: {@code TreeMap}, {@code LinkedHashMap}, lists;
 *       not {@code HashMap}, {@code Set.of} or {@code Map.of};
 *   <li>no reading of files, networks, system properties, locale, time zone or number of cores;
 *   <li>no second thread, and no effect outside of the object: it would take place once per server,
 *       and for requests that are later undone.
 * </ul>
 *
 * <p>A method that throws is no accident to the group: the client of that request is told, the
 * message of the exception with it, and the request counts as executed. It has to throw alike on
 * every server, and leave the same state behind; so check first and change afterwards.
 */
public interface Service {

  /**
   * Executes one request.
   *
   * @return what its client is given, not null; at most the group's payload limit, 1 MiB by
   *     default: a longer one counts as executed, and its client is told {@code too-large}
   */
  Buffer execute(Request request);

  /**
   * Answers a query. Changes nothing: queries are executed on one server only. What it throws, its
   * client is told as {@code service-failed}.
   *
   * @return what its client is given, not null; at most the group's payload limit
   */
  Buffer query(Buffer query);

  /**
   * Writes the whole state: what {@link #restore} needs to go on from here on another server.
   * Called on the master for each server that joins or recovers, while requests wait; and before
   * each {@link #restore}. At most the group's state limit, 2 GiB by default.
   */
  void snapshot(SnapshotWriter out);

  /**
   * Takes a state that {@link #snapshot} wrote, on this or another server, in place of the present
   * one. Everything that was written has to be read. Where it throws, the state that the service
   * had before is given back to it the same way.
   */
  void restore(SnapshotReader in);

  /**
   * Whether the methods may take longer than a millisecond or two, and so belong on a worker thread
   * instead of the event loop. Asked once, at the start.
   */
  default boolean isBlocking() {
    return false;
  }
}
