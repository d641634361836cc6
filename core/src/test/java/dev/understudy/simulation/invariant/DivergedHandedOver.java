package dev.understudy.simulation.invariant;

import dev.understudy.log.Command;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.simulation.invariant.Node.Execution;
import dev.understudy.simulation.invariant.Node.RequestId;
import java.util.HashSet;
import java.util.Set;

/**
 * Protocol section 10 (+): a server adopts only a state in which everything that it gives up, and
 * that a client was told, was executed or is recorded.
 */
final class DivergedHandedOver extends Invariant {

  private static final RequestId NONE = new RequestId(new SessionId(EntryKey.NONE), 0);

  private final ObservedGroup group;

  DivergedHandedOver(ObservedGroup group) {
    super("diverged entries are handed over before a state is adopted");
    this.group = group;
  }

  @Override
  void stepped(Life life) {
    if (!life.jumped() || group.isConsistent() || life.lastBefore().leadsTo(life.last())) {
      return;
    }
    Set<RequestId> kept = kept(life.last());
    for (Node node = life.lastBefore(); !node.leadsTo(life.last()); node = node.parent()) {
      RequestId request = node.execution().map(Execution::request).orElse(NONE);
      boolean lost = node.isReleased() && !kept.contains(request);
      if (lost) {
        require(false, life, "adopts " + life.last() + ", in which " + request + " is missing");
      }
    }
  }

  private static Set<RequestId> kept(Node last) {
    Set<RequestId> kept = new HashSet<>();
    for (Node node = last; !node.isRoot(); node = node.parent()) {
      node.execution().map(Execution::request).ifPresent(kept::add);
      if (node.entry().command() instanceof Command.Diverged diverged) {
        kept.add(new RequestId(diverged.record().session(), diverged.record().sequence()));
      }
    }
    return kept;
  }
}
