package dev.understudy.faults.report;

/** What the checker of the clients' histories says of a run. */
public enum Finding {
  /** Every promise was kept. */
  KEPT,
  /** Some promise was broken. */
  BROKEN,
  /** The checker reached one of its bounds first. */
  UNDECIDED
}
