package dev.understudy.faults.report;

/** How a call ended for its client. */
public enum Outcome {
  /** Executed, and answered. */
  OK,
  /** Refused, and certainly not executed. */
  FAILED,
  /** Given up; it may have been executed. */
  UNKNOWN
}
