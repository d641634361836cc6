package dev.understudy.faults.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a fault came to.
 *
 * @param hosts whom it befell
 * @param parted if it parted the cluster in two
 * @param complaints what should have been while it lasted, and was not
 * @param restored when all was undone, if something was waited for after that
 */
record Brought(
    List<Integer> hosts, Optional<Parted> parted, List<String> complaints, OptionalLong restored) {

  /** After which nothing was waited for but what follows from a cut. */
  Brought(List<Integer> hosts, Optional<Parted> parted, List<String> complaints) {
    this(hosts, parted, complaints, OptionalLong.empty());
  }

  /**
   * Two sides, none of which saw the other.
   *
   * @param fromNanos when all of it had begun
   * @param toNanos when none of it had ended
   */
  record Parted(List<Set<Integer>> sides, long fromNanos, long toNanos) {}

  /** The same with something else that should have been and was not. */
  Brought with(String complaint) {
    List<String> all = new ArrayList<>(complaints);
    all.add(complaint);
    return new Brought(hosts, parted, all, restored);
  }

  /** The same, of which all was undone at that moment. */
  Brought restoredAt(long nanos) {
    return new Brought(hosts, parted, complaints, OptionalLong.of(nanos));
  }

  /**
   * When it was over: a cut once the network is whole, a kill once the processes are told to start
   * again, whatever was waited for after that.
   */
  long overNanos(long nanosNow) {
    return parted.map(Parted::toNanos).orElse(restored.orElse(nanosNow));
  }

  static Brought to(List<Integer> hosts) {
    return new Brought(hosts, Optional.empty(), List.of());
  }
}
