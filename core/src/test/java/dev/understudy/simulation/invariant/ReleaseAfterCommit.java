package dev.understudy.simulation.invariant;

import dev.understudy.client.ClientReply;
import dev.understudy.log.EntryKey;
import java.util.function.Supplier;

/**
 * A result, from execution or from the session table, is given to a client by a master, once its
 * entry is committed, and it is what the service returned.
 */
final class ReleaseAfterCommit extends Invariant {

  private final ObservedGroup group;

  ReleaseAfterCommit(ObservedGroup group) {
    super("no release before commit");
    this.group = group;
  }

  @Override
  void replied(Life life, ClientReply reply) {
    if (reply instanceof ClientReply.Done done) {
      requireReleased(life, done.key(), () -> done);
      requireResult(life, done);
    } else if (reply instanceof ClientReply.SessionOpened opened) {
      requireReleased(life, opened.session().opened(), () -> opened);
    }
  }

  private void requireReleased(Life life, EntryKey key, Supplier<Object> reply) {
    boolean master = life.wasMaster() || life.becameMaster();
    boolean committed = key.index() <= life.view().commitIndex();
    if (!master || !committed || key.index() > life.last().index()) {
      require(master, life, "is no master and says " + reply.get());
      require(committed, life, "says " + reply.get() + " before the commit");
    }
    Node node = life.at(key.index());
    if (!node.key().equals(key)) {
      require(false, life, "says " + reply.get() + ", which is not in its log");
    }
  }

  private void requireResult(Life life, ClientReply.Done done) {
    Node node = group.chronicle().find(done.key());
    node.release();
    boolean same =
        node.execution()
            .filter(
                made ->
                    made.request().equals(new Node.RequestId(done.session(), done.sequence()))
                        && made.result().equals(done.result()))
            .isPresent();
    if (!same) {
      require(false, life, "says " + done + ", but the service made " + node.execution());
    }
  }

  @Override
  boolean restsOnStates() {
    return true;
  }
}
