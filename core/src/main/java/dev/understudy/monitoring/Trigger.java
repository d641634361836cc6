package dev.understudy.monitoring;

/**
 * What starts a self-check (protocol section 7, claims 12-15 and 24-27). All start the same one.
 */
public enum Trigger {
  /** The server started. */
  START,
  /** The check timer achieved its time-out condition. */
  TIMER,
  /** A name server detected more master registrations than desired. */
  DUPLICATE_REGISTRATION,
  /** This server, the original master, learnt that another master is registered. */
  ORIGINAL_MASTER,
  /** A message of another master arrived. */
  OTHER_MASTER,
  /** A node joined or left the cluster. */
  CLUSTER_CHANGE,
  /** A person asked for it. */
  OPERATOR,
  /** Replication found that this server cannot follow: its log conflicts or its digest differs. */
  CONFLICT
}
