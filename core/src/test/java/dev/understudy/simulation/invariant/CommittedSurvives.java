package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * CONSISTENT: what any server knows to be committed is one history, and every master of a later
 * epoch has all of it when its mastership begins.
 */
final class CommittedSurvives extends Invariant {

  /** Everything up to {@code top} was committed by the time {@code epoch} had committed it. */
  private record Commit(Epoch epoch, Node top) {}

  private final ObservedGroup group;
  private final List<Commit> commits = new ArrayList<>();

  CommittedSurvives(ObservedGroup group) {
    super("committed entries survive");
    this.group = group;
  }

  /** The last entry that anybody knows to be committed. */
  Node top() {
    return commits.isEmpty() ? group.chronicle().root() : commits.get(commits.size() - 1).top;
  }

  @Override
  void stepped(Life life) {
    if (!group.isConsistent()) {
      return;
    }
    if (life.becameMaster()) {
      requireCommitted(life);
    }
    long commit = life.view().commitIndex();
    if (commit != life.commitBefore() || life.jumped()) {
      commit(life, life.at(commit));
    }
  }

  private void requireCommitted(Life life) {
    Epoch epoch = life.view().epoch();
    for (int i = commits.size() - 1; i >= 0; i--) {
      Commit commit = commits.get(i);
      if (commit.epoch.isBefore(epoch)) {
        require(
            commit.top.leadsTo(life.last()),
            life,
            "became master of " + epoch + " without the committed " + commit.top);
        return;
      }
    }
  }

  private void commit(Life life, Node node) {
    Node top = top();
    if (node.index() > top.index()) {
      require(top.leadsTo(node), life, "commits " + node + ", but " + top + " was committed");
      Epoch epoch = Epoch.later(life.view().epoch(), life.epochBefore());
      commits.add(new Commit(epoch, node));
    } else {
      require(node.leadsTo(top), life, "commits " + node + ", but " + top + " was committed");
    }
  }
}
