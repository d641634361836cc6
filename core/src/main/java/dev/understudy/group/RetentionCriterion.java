package dev.understudy.group;

/** One rule by which the better of two masterships is kept (protocol section 6, claims 17-19). */
public enum RetentionCriterion {
  MOST_IN_SYNC,
  HIGHEST_EPOCH,
  HIGHEST_PRIORITY,
  LOWEST_SERVER_ID
}
