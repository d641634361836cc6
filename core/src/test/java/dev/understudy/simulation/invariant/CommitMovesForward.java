package dev.understudy.simulation.invariant;

/** The commit index of a life goes back only when another state replaces its own. */
final class CommitMovesForward extends Invariant {

  CommitMovesForward() {
    super("the commit index moves forward");
  }

  @Override
  void stepped(Life life) {
    long commit = life.view().commitIndex();
    require(
        commit >= life.commitBefore() || life.jumped(),
        life,
        "commit index " + commit + " after " + life.commitBefore());
    require(
        commit <= life.view().log().lastIndex(),
        life,
        "commit index " + commit + " beyond the log, which ends with " + life.last());
  }
}
