package dev.understudy.simulation;

import dev.understudy.group.ServerId;
import dev.understudy.simulation.invariant.Life;
import java.util.TreeSet;

/**
 * Which memory may be lost. A CONSISTENT group is promised nothing when a quorum of its voters
 * loses its memory at once, and cannot readmit a server without a quorum of others: so that much is
 * never taken. In an AVAILABLE group somebody keeps its memory, nearly always.
 */
final class MemoryBudget {

  private final World world;

  MemoryBudget(World world) {
    this.world = world;
  }

  boolean mayLose(ServerId id) {
    if (world.group().lives().size() > Life.MOST - 16) {
      return false;
    }
    return world.group().isConsistent() ? leavesQuorum(id) : leavesSomebody(id);
  }

  private boolean leavesQuorum(ServerId id) {
    if (!world.configuration().membership().isVoter(id) || isWithoutMemory(id)) {
      return true;
    }
    int voters = world.configuration().membership().voters().size();
    int without = 1;
    for (ServerId voter : world.configuration().membership().voters()) {
      without += !voter.equals(id) && mayBeWithoutMemory(voter) ? 1 : 0;
    }
    return without <= (voters - 1) / 2;
  }

  private boolean leavesSomebody(ServerId id) {
    TreeSet<ServerId> others = new TreeSet<>();
    for (SimulatedServer process : world.processes()) {
      if (!process.id().equals(id) && !process.isWithoutMemory()) {
        others.add(process.id());
      }
    }
    return !others.isEmpty() || world.dice().chance(100);
  }

  private boolean isWithoutMemory(ServerId id) {
    var processes = world.processesOf(id);
    return processes.isEmpty() || processes.stream().anyMatch(SimulatedServer::isWithoutMemory);
  }

  /** A server that cannot restore a state may have to terminate. */
  private boolean mayBeWithoutMemory(ServerId id) {
    return isWithoutMemory(id) || world.moment().restoresFail(id);
  }
}
