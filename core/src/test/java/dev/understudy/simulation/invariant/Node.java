package dev.understudy.simulation.invariant;

import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import java.util.Optional;

/** One entry of one of the histories, and what became of it, over all servers and all time. */
public final class Node {

  /** A client's request, the same for every try. */
  public record RequestId(SessionId session, long sequence) {}

  /** What a service made of the entry. */
  public record Execution(RequestId request, Result result, long fingerprint) {}

  private final Branch branch;
  private final Entry entry;
  private long holders;
  private Optional<Execution> execution = Optional.empty();
  private boolean released;
  private boolean digested;
  private long digest;

  Node(Branch branch, Entry entry) {
    this.branch = branch;
    this.entry = entry;
  }

  public Entry entry() {
    return entry;
  }

  public long index() {
    return entry.index();
  }

  public EntryKey key() {
    return entry.key();
  }

  Branch branch() {
    return branch;
  }

  /** The entry before this one; the root is its own parent. */
  public Node parent() {
    return entry.index() > branch.firstIndex() ? branch.at(entry.index() - 1) : branch.parent();
  }

  public boolean isRoot() {
    return entry.index() == 0;
  }

  /** The entry at {@code index} of the history that ends here. */
  public Node ancestor(long index) {
    Branch on = branch;
    while (on.firstIndex() > index) {
      on = on.parent().branch;
    }
    return on.at(index);
  }

  /** Whether this is {@code later}, or an entry before it in its history. */
  public boolean leadsTo(Node later) {
    return later.index() >= index() && later.ancestor(index()) == this;
  }

  /** One bit for each life of a server that ever held this entry. */
  public long holders() {
    return holders;
  }

  void heldBy(long lives) {
    holders |= lives;
  }

  /** What the service made of it on the first server that executed it. */
  public Optional<Execution> execution() {
    return execution;
  }

  void executed(Execution made) {
    execution = Optional.of(made);
  }

  /** Whether a client was given its result. */
  boolean isReleased() {
    return released;
  }

  void release() {
    released = true;
  }

  /** Notes the digest of the history up to here, or tells whether it is the one noted. */
  boolean hasDigest(long value) {
    if (!digested) {
      digested = true;
      digest = value;
    }
    return digest == value;
  }

  @Override
  public String toString() {
    return entry.key().toString();
  }
}
