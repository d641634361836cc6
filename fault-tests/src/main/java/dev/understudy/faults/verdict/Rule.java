package dev.understudy.faults.verdict;

/** What a group promises its clients (protocol section 2). */
enum Rule {
  LINEARIZABLE("not linearizable"),
  KEPT("acknowledged and not kept"),
  ONCE("took effect more than once"),
  ONE_HISTORY("is read in more than one way when all is well"),
  ASKED("took effect though nobody asked for it, or it was refused");

  private final String broken;

  Rule(String broken) {
    this.broken = broken;
  }

  /** What it is called if it is broken. */
  String broken() {
    return broken;
  }
}
