package dev.understudy.sdk;

/** What a query is guaranteed to see. */
public enum ReadConsistency {
  /** Everything that was answered before the query was asked; costs a round trip to a quorum. */
  LINEARIZABLE,
  /**
   * What any one server has executed, which may lag and, until it is committed, be undone later
   * ({@link QueryReply#committed}); answered also without a master.
   */
  STALE
}
