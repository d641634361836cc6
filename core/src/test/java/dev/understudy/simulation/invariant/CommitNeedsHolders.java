package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.ServerId;
import java.util.HashMap;
import java.util.Map;

/**
 * A master commits an entry of its own epoch that a quorum of voters holds (CONSISTENT), or one
 * that every server in sync holds (AVAILABLE), and with it all before.
 */
final class CommitNeedsHolders extends Invariant {

  private final ObservedGroup group;
  private final Map<Life, InSync> inSyncBefore = new HashMap<>();

  CommitNeedsHolders(ObservedGroup group) {
    super("no commit before enough servers hold the entry");
    this.group = group;
  }

  @Override
  void stepped(Life life) {
    boolean masters = life.wasMaster() || life.becameMaster();
    if (!masters) {
      return;
    }
    InSync before = inSyncBefore.getOrDefault(life, InSync.NONE);
    inSyncBefore.put(life, life.view().inSync());
    if (life.view().commitIndex() > life.commitBefore() && !life.jumped()) {
      Node node = life.at(life.view().commitIndex());
      if (group.isConsistent()) {
        requireQuorum(life, node);
      } else {
        requireInSync(life, node, before);
      }
    }
  }

  private void requireQuorum(Life life, Node node) {
    Epoch own = life.becameMaster() ? life.view().epoch() : life.epochBefore();
    require(node.entry().epoch().equals(own), life, "commits " + node + ", master of " + own);
    require(group.isQuorum(node.holders()), life, "commits " + node + " without a quorum");
  }

  private void requireInSync(Life life, Node node, InSync before) {
    for (ServerId server : life.view().inSync().servers()) {
      boolean stays = before.contains(server) || before.epoch().isNone();
      require(
          !stays || group.includes(node.holders(), server),
          life,
          "commits " + node + ", which " + server + " does not hold");
    }
  }
}
