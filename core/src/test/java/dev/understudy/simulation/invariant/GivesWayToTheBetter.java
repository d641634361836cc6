package dev.understudy.simulation.invariant;

import dev.understudy.group.Role;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.Input;
import dev.understudy.member.MonitoringMessage.Comparison;
import dev.understudy.member.MonitoringMessage.ComparisonWon;

/**
 * Protocol section 7 (+): a master of an AVAILABLE group becomes a backup only on the word of a
 * master that won the direct comparison, or by the promise that ends a hand-over; never because a
 * name server names another one.
 */
final class GivesWayToTheBetter extends Invariant {

  private final ObservedGroup group;

  GivesWayToTheBetter(ObservedGroup group) {
    super("a master gives way only to one that won the direct comparison");
    this.group = group;
  }

  @Override
  void received(Life life, Input input) {
    boolean stepsDown = life.wasMaster() && life.view().role() == Role.BACKUP;
    if (stepsDown && !group.isConsistent()) {
      require(mayEnd(input), life, "follows " + life.view().master() + " upon " + input);
    }
  }

  private static boolean mayEnd(Input input) {
    return input instanceof Input.Received received
        && (received.message() instanceof Comparison
            || received.message() instanceof ComparisonWon
            || received.message() instanceof WillYou);
  }
}
