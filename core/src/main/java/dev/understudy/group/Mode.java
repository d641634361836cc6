package dev.understudy.group;

/** What a group gives up in a partition (protocol section 3). */
public enum Mode {
  /** A majority of configured voters decides: one history, no answer in a minority. */
  CONSISTENT,
  /** Whoever is reachable serves: always an answer, divergence is repaired and recorded. */
  AVAILABLE
}
