package dev.understudy.kubernetes.play;

/**
 * What became of a call.
 *
 * @param kind how it ended
 * @param why it did not end as it should; empty if it did
 */
record Outcome(Kind kind, String why) {

  /** How a call ends. */
  enum Kind {
    /** Answered as it should be. */
    ACKNOWLEDGED,
    /** Answered otherwise, with what cannot be if nothing was lost and all took effect once. */
    WRONG,
    /** Not answered within its deadline. */
    LATE
  }

  static final Outcome ACKNOWLEDGED = new Outcome(Kind.ACKNOWLEDGED, "");

  static Outcome wrong(String why) {
    return new Outcome(Kind.WRONG, why);
  }

  static Outcome late(String why) {
    return new Outcome(Kind.LATE, why);
  }

  boolean isAcknowledged() {
    return kind == Kind.ACKNOWLEDGED;
  }
}
