package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.Message;
import dev.understudy.member.ReplicationMessage;
import java.util.HashMap;
import java.util.Map;

/** Promises never go back, neither as the server tells it nor as the others hear it. */
final class PromisesKept extends Invariant {

  private final Map<Life, Epoch> heard = new HashMap<>();

  PromisesKept() {
    super("promises never go back");
  }

  @Override
  void stepped(Life life) {
    Epoch promised = life.view().promised();
    if (!promised.equals(life.promisedBefore())) {
      require(
          !promised.isBefore(life.promisedBefore()),
          life,
          "promised " + promised + " after " + life.promisedBefore());
    }
  }

  @Override
  void sent(Life life, Message message) {
    if (message instanceof ElectionMessage.Promise promise) {
      hear(life, promise.epoch());
    } else if (message instanceof ReplicationMessage.Accepted accepted) {
      hear(life, accepted.epoch());
    }
  }

  private void hear(Life life, Epoch epoch) {
    Epoch before = heard.put(life, epoch);
    if (before != null) {
      require(!epoch.isBefore(before), life, "heeds " + epoch + " after " + before);
    }
  }
}
