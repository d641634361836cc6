package dev.understudy.group;

/** What a server says of itself in its registration (protocol section 1). */
public enum Role {
  /** Started without memory; promises, acknowledges and counts for nothing. */
  NEWCOMER,
  /** Processes what its master sends. */
  BACKUP,
  /** Answers clients. */
  MASTER,
  /** Has left the group. */
  GONE
}
