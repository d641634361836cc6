package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.Message;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.registry.Question;
import java.util.HashMap;
import java.util.Map;

/**
 * A master commits an entry of its own epoch that a quorum of voters holds (CONSISTENT), or one
 * that every server in sync holds (AVAILABLE), and with it all before.
 */
final class CommitNeedsHolders extends Invariant {

  private final ObservedGroup group;
  private final Map<Life, InSync> told = new HashMap<>();

  CommitNeedsHolders(ObservedGroup group) {
    super("no commit before enough servers hold the entry");
    this.group = group;
  }

  @Override
  void stepped(Life life) {
    if (life.view().role() != Role.MASTER) {
      return;
    }
    if (life.view().commitIndex() > life.commitBefore() && !life.jumped()) {
      Node node = life.at(life.view().commitIndex());
      if (group.isConsistent()) {
        requireQuorum(life, node);
      } else {
        requireInSync(life, node, told.getOrDefault(life, InSync.NONE));
      }
    }
  }

  private void requireQuorum(Life life, Node node) {
    Epoch own = life.view().epoch();
    require(node.entry().epoch().equals(own), life, "commits " + node + ", master of " + own);
    require(group.isQuorum(node.holders()), life, "commits " + node + " without a quorum");
  }

  /** A set that is smaller decides only after the rest was told of it. */
  private void requireInSync(Life life, Node node, InSync inSync) {
    if (!inSync.epoch().equals(life.view().epoch())) {
      return;
    }
    for (ServerId server : inSync.servers()) {
      require(
          group.includes(node.holders(), server),
          life,
          "commits " + node + ", which " + server + " does not hold");
    }
  }

  @Override
  void sent(Life life, Message message) {
    if (message instanceof ReplicationMessage.Append append) {
      told.put(life, append.inSync());
    }
  }

  @Override
  void asked(Life life, Question question) {
    if (question instanceof Question.ConfirmInSync confirm) {
      told.put(life, confirm.inSync());
    }
  }
}
