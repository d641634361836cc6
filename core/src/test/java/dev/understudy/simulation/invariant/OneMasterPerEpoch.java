package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import java.util.HashMap;
import java.util.Map;

/**
 * Protocol section 2.1: one epoch has one master, for ever; a life after loss of memory is another.
 */
final class OneMasterPerEpoch extends Invariant {

  private final Map<Epoch, Life> masters = new HashMap<>();

  OneMasterPerEpoch() {
    super("one master per epoch");
  }

  @Override
  void stepped(Life life) {
    if (life.becameMaster()) {
      Epoch epoch = life.view().epoch();
      Life other = masters.putIfAbsent(epoch, life);
      require(other == null || other == life, life, "master of " + epoch + ", as was " + other);
      require(epoch.owner().equals(life.server()), life, "master of the foreign epoch " + epoch);
    }
  }
}
