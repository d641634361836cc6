package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.member.ElectionMessage;
import dev.understudy.member.Message;
import java.util.HashMap;
import java.util.Map;

/** CONSISTENT: a quorum of voters, none of them without memory, promised a master its epoch. */
final class QuorumElects extends Invariant {

  private final ObservedGroup group;
  private final Map<Epoch, Long> promised = new HashMap<>();

  QuorumElects(ObservedGroup group) {
    super("a quorum elects");
    this.group = group;
  }

  @Override
  void stepped(Life life) {
    if (group.isConsistent() && life.becameMaster()) {
      Epoch epoch = life.view().epoch();
      long bits = promised.getOrDefault(epoch, 0L) | life.bit();
      require(group.isQuorum(bits), life, "became master of " + epoch + " without enough promises");
      require(
          group.configuration().membership().isVoter(life.server()),
          life,
          "became master and is no voter");
    }
  }

  @Override
  void sent(Life life, Message message) {
    if (message instanceof ElectionMessage.Promise promise) {
      require(life.roleBefore() != Role.NEWCOMER, life, "promises without memory");
      promised.merge(promise.epoch(), life.bit(), (one, other) -> one | other);
    }
  }
}
