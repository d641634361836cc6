package dev.understudy.faults.report;

/** What the checker of the clients' histories says of a run. */
public enum Finding {
  /** Every promise was kept. */
  KEPT,
  /** Some promise was broken. */
  BROKEN,
  /** Something was taken out, and what that has to do was not seen. */
  NOT_SHOWN,
  /** The checker reached one of its bounds first. */
  UNDECIDED
}
