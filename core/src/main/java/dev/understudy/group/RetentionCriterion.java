package dev.understudy.group;

/** One rule by which the better of two masterships is kept (protocol section 6, claims 17-19). */
public enum RetentionCriterion {
  /** The master with more servers in sync. */
  MOST_IN_SYNC,
  /** The master that was elected under the higher epoch. */
  HIGHEST_EPOCH,
  /** The master that wants it more. */
  HIGHEST_PRIORITY,
  /** The master whose number is lower. */
  LOWEST_SERVER_ID
}
