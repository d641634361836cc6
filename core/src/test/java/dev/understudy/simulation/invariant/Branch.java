package dev.understudy.simulation.invariant;

import dev.understudy.group.Epoch;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import java.util.ArrayList;
import java.util.List;

/** The entries of one epoch, which follow each other without a gap. */
final class Branch {

  private final Epoch epoch;
  private final long firstIndex;
  private final Node parent;
  private final List<Node> nodes = new ArrayList<>();

  /** The branch of the root alone, which is its own parent. */
  Branch() {
    epoch = Epoch.NONE;
    firstIndex = 0;
    parent = new Node(this, new Entry(0, Epoch.NONE, 0, new Command.Empty()));
    nodes.add(parent);
  }

  Branch(Node parent, Epoch epoch) {
    this.parent = parent;
    this.epoch = epoch;
    this.firstIndex = parent.index() + 1;
  }

  Epoch epoch() {
    return epoch;
  }

  long firstIndex() {
    return firstIndex;
  }

  Node parent() {
    return parent;
  }

  boolean has(long index) {
    return index >= firstIndex && index < firstIndex + nodes.size();
  }

  Node at(long index) {
    return nodes.get((int) (index - firstIndex));
  }

  Node last() {
    return nodes.isEmpty() ? parent : nodes.get(nodes.size() - 1);
  }

  Node add(Entry entry) {
    Node node = new Node(this, entry);
    nodes.add(node);
    return node;
  }
}
