package dev.understudy.client;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Pending calls in the order in which they came. One that leaves from the middle stays until it has
 * come to the front, or until more than half of all have left.
 */
final class Line {

  private static final int SMALL = 64;

  private final Deque<Pending> line = new ArrayDeque<>();
  private final Predicate<Pending> left;
  private int size;

  /**
   * An empty line.
   *
   * @param left whether one that was added has left
   */
  Line(Predicate<Pending> left) {
    this.left = left;
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void add(Pending pending) {
    line.add(pending);
    size++;
  }

  /** One has left, which its state says from now on. */
  void leave() {
    size--;
    while (!line.isEmpty() && left.test(line.element())) {
      line.remove();
    }
    if (line.size() > 2 * size + SMALL) {
      line.removeIf(left);
    }
  }

  Optional<Pending> first() {
    return Optional.ofNullable(line.peek());
  }

  Optional<Pending> last() {
    return Optional.ofNullable(line.peekLast());
  }

  /** All, in their order. */
  List<Pending> all() {
    return line.stream().filter(left.negate()).toList();
  }

  /** From the first on, as long as {@code wanted}. */
  void takeWhile(Predicate<Pending> wanted, Collection<Pending> taken) {
    for (Pending pending : line) {
      if (!wanted.test(pending)) {
        return;
      }
      if (!left.test(pending)) {
        taken.add(pending);
      }
    }
  }
}
