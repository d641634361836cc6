package dev.understudy.faults.measure;

import dev.understudy.faults.report.Span;
import java.util.OptionalLong;

/**
 * One time that the master was cut off, with clients that stayed beside it.
 *
 * @param server the master that it was
 * @param cut from the order to cut until nothing crossed any more
 * @param heal likewise
 * @param lost whether the server said that it is not in sync when the cut was healed
 * @param split whether the cluster manager gave up the nodes beyond the cut, on the server's node
 * @param membership when the cluster manager saw all nodes again there; empty if it never did not,
 *     or did not again
 * @param merged when its merge was over there; likewise
 * @param inSync when the server said that it is in sync again
 */
record Isolation(
    int server,
    Span cut,
    Span heal,
    boolean lost,
    boolean split,
    OptionalLong membership,
    OptionalLong merged,
    OptionalLong inSync) {

  /** The time in which nothing crossed. */
  Span time() {
    long begin = cut.toNanos();
    long end = heal.fromNanos();
    return new Span(begin, end);
  }

  /** From the heal until the server was in sync. */
  OptionalLong untilInSync() {
    return sinceHeal(inSync);
  }

  /** From the heal until the cluster manager saw all nodes. */
  OptionalLong untilMembership() {
    return sinceHeal(membership);
  }

  /** From the heal until the cluster manager had merged. */
  OptionalLong untilMerged() {
    return sinceHeal(merged);
  }

  /** What remains when the cluster manager's part is taken off. */
  OptionalLong ours() {
    return inSync.isPresent() && merged.isPresent()
        ? OptionalLong.of(
            Math.max(0, inSync.getAsLong() - Math.max(heal.fromNanos(), merged.getAsLong())))
        : OptionalLong.empty();
  }

  private OptionalLong sinceHeal(OptionalLong nanos) {
    return nanos.isPresent()
        ? OptionalLong.of(Math.max(0, nanos.getAsLong() - heal.fromNanos()))
        : OptionalLong.empty();
  }
}
