package dev.understudy.simulation.invariant;

import dev.understudy.client.ClientReply;
import dev.understudy.log.Result;
import dev.understudy.member.Input;
import dev.understudy.member.Message;
import dev.understudy.registry.Question;
import java.util.List;

/** Watches one schedule: tells every invariant of every step; the first that fails ends it. */
public final class Guard {

  private final ObservedGroup group;
  private final Executions executions;
  private final List<Invariant> invariants;
  private boolean statesDoubted;

  public Guard(ObservedGroup group) {
    this.group = group;
    this.executions = new Executions(group);
    this.invariants =
        List.of(
            new OneMasterPerEpoch(),
            new PromisesKept(),
            new QuorumElects(group),
            new CommitMovesForward(),
            new CommitNeedsHolders(group),
            new CommittedSurvives(group),
            new ReleaseAfterCommit(group),
            new EqualDigests(),
            executions,
            new DivergedHandedOver(group),
            new GivesWayToTheBetter(group),
            new BoundsKept(group.configuration().limits()));
  }

  public Executions executions() {
    return executions;
  }

  /**
   * From now on a state may be wrong because it was damaged on purpose: what follows from states,
   * digests and results among it, is not looked at any more.
   */
  public void doubtStates() {
    statesDoubted = true;
  }

  public boolean doubtsStates() {
    return statesDoubted;
  }

  /** The life took a step; {@link #settled} follows when its effects are performed. */
  public void stepped(Life life, Input input) {
    group.chronicle().follow(life);
    for (Invariant invariant : invariants) {
      if (!(statesDoubted && invariant.restsOnStates())) {
        invariant.stepped(life);
        invariant.received(life, input);
      }
    }
  }

  public void sent(Life life, Message message) {
    for (Invariant invariant : invariants) {
      invariant.sent(life, message);
    }
  }

  public void asked(Life life, Question question) {
    for (Invariant invariant : invariants) {
      invariant.asked(life, question);
    }
  }

  public void replied(Life life, ClientReply reply) {
    for (Invariant invariant : invariants) {
      if (!(statesDoubted && invariant.restsOnStates())) {
        invariant.replied(life, reply);
      }
    }
  }

  /** A service executed the entry; its state has this fingerprint now. */
  public void executed(Life life, Node node, Result result, long fingerprint) {
    if (!statesDoubted) {
      executions.executed(life, node, result, fingerprint);
    }
  }

  public void settled(Life life) {
    life.settle();
  }
}
