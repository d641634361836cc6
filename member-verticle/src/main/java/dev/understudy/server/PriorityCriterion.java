package dev.understudy.server;

/**
 * What a server's wish to be master is made of (protocol section 7, claim 10). Higher is better.
 */
public enum PriorityCriterion {
  /** The number that was configured. */
  WEIGHT,
  /** Cores first, then gibibytes of memory that the JVM may use. */
  CAPACITY,
  /** How fast the server computes: measured at the start, in steps of a factor of two. */
  SPEED
}
