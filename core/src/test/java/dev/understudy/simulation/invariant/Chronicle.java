package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.EpochHistory;
import dev.understudy.log.Log;
import java.util.HashMap;
import java.util.Map;

/**
 * All entries that ever were, as the tree that their histories form. Every server's log is followed
 * step by step, and so checked: where two logs have an entry of the same epoch and index, the entry
 * and everything before it is the same (log matching), and only the master of an epoch adds to it.
 */
public final class Chronicle {

  public static final String LOG_MATCHING = "log matching";
  public static final String ONLY_MASTERS_APPEND = "only the master of an epoch appends to it";

  private final Map<Epoch, Branch> branches = new HashMap<>();
  private final Node root;

  public Chronicle() {
    Branch trunk = new Branch();
    branches.put(trunk.epoch(), trunk);
    root = trunk.parent();
  }

  public Node root() {
    return root;
  }

  /** The entry with this key; an entry that nobody ever appended is a violation. */
  public Node find(EntryKey key) {
    Branch branch = branches.get(key.epoch());
    if (branch == null || !branch.has(key.index())) {
      throw new Violation(LOG_MATCHING, "nobody ever appended " + key);
    }
    return branch.at(key.index());
  }

  /** Whether an entry with this key was ever appended. */
  public boolean has(EntryKey key) {
    Branch branch = branches.get(key.epoch());
    return branch != null && branch.has(key.index());
  }

  /** Brings the life's last entry up to its log, checking all that is new in it. */
  void follow(Life life) {
    Log log = life.view().log();
    Node last = life.last();
    boolean same =
        log.knowsEpochAt(last.index()) && log.epochAt(last.index()).equals(last.entry().epoch());
    if (!same || life.adopts()) {
      adopt(life, log);
      return;
    }
    if (log.lastIndex() > last.index()) {
      life.extendedTo(walk(life, log, last));
    }
  }

  private void adopt(Life life, Log log) {
    long before = log.firstIndex() - 1;
    Node start = before == 0 ? root : find(new EntryKey(log.history().epochAt(before), before));
    Node end = walk(life, log, start);
    requireHistory(log.history(), end);
    life.jumpedTo(end);
    for (Node node = start; !node.isRoot(); node = node.parent()) {
      hold(life, node);
    }
  }

  private Node walk(Life life, Log log, Node from) {
    Node at = from;
    for (long index = from.index() + 1; index <= log.lastIndex(); index++) {
      if (!log.holds(index)) {
        throw new Violation(LOG_MATCHING, "entry " + index + " is not held after " + at);
      }
      at = next(life, at, log.entryAt(index));
      hold(life, at);
    }
    return at;
  }

  /** Who holds a diverged record holds the entry that it tells of. */
  private void hold(Life life, Node node) {
    node.heldBy(life.bit());
    if (node.entry().command() instanceof Command.Diverged diverged
        && has(diverged.record().key())) {
      find(diverged.record().key()).heldBy(life.bit());
    }
  }

  private Node next(Life life, Node parent, Entry entry) {
    Branch branch = branches.get(entry.epoch());
    if (branch == null) {
      branch = new Branch(parent, entry.epoch());
      branches.put(entry.epoch(), branch);
    }
    if (entry.index() < branch.firstIndex()
        || (entry.index() == branch.firstIndex() && branch.parent() != parent)
        || (entry.index() > branch.firstIndex() && branch != parent.branch())) {
      throw new Violation(
          LOG_MATCHING, entry.key() + " follows " + parent + " here, and another one elsewhere");
    }
    if (!branch.has(entry.index())) {
      requireMaster(life, entry);
      return branch.add(entry);
    }
    Node known = branch.at(entry.index());
    if (!known.entry().equals(entry)) {
      throw new Violation(LOG_MATCHING, known.entry() + " elsewhere is " + entry + " here");
    }
    return known;
  }

  private static void requireMaster(Life life, Entry entry) {
    boolean mayAppend =
        entry.epoch().owner().equals(life.server())
            && (life.view().role() == Role.MASTER || life.wasMaster());
    if (!mayAppend) {
      throw new Violation(ONLY_MASTERS_APPEND, life + " made " + entry.key());
    }
  }

  private static void requireHistory(EpochHistory history, Node end) {
    Node at = end;
    for (int i = history.spans().size() - 1; i >= 0; i--) {
      EpochHistory.Span span = history.spans().get(i);
      if (!at.entry().epoch().equals(span.epoch())
          || at.branch().firstIndex() != span.firstIndex()) {
        throw new Violation(LOG_MATCHING, "history says " + span + " where the entry is " + at);
      }
      at = at.branch().parent();
    }
    if (!at.isRoot()) {
      throw new Violation(LOG_MATCHING, "history knows nothing of " + at);
    }
  }
}
