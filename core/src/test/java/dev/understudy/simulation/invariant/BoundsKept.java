package dev.understudy.simulation.invariant;

import dev.understudy.group.Limits;
import dev.understudy.member.MemberView;
import dev.understudy.member.Message;
import dev.understudy.member.ReplicationMessage;
import dev.understudy.member.SynchronizationMessage;

/** Protocol section 11: nothing grows over its bound. */
final class BoundsKept extends Invariant {

  /** Entries of the protocol itself that may come on top of what clients fill. */
  private static final int OWN_ENTRIES = 8;

  private final Limits limits;

  BoundsKept(Limits limits) {
    super("bounds are kept");
    this.limits = limits;
  }

  @Override
  void stepped(Life life) {
    MemberView view = life.view();
    if (view.diverged().size() > limits.divergedRecords()) {
      require(false, life, view.diverged().size() + " diverged records");
    }
  }

  @Override
  void sent(Life life, Message message) {
    if (message instanceof ReplicationMessage.Append append) {
      int entries = append.entries().size();
      require(entries <= limits.appendEntries(), life, "appends too many entries at once");
    } else if (message instanceof SynchronizationMessage.Chunk chunk) {
      require(chunk.bytes().length() <= limits.chunkBytes(), life, "sends too large a chunk");
    }
  }

  /** Clients may fill {@code uncommittedEntries}; the protocol's own entries come on top. */
  static long mostUncommitted(Limits limits) {
    return (long) limits.uncommittedEntries() + OWN_ENTRIES;
  }
}
