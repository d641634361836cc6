package dev.understudy.faults.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a fault came to.
 *
 * @param hosts whom it befell
 * @param parted if it parted the cluster in two
 * @param complaints what should have been while it lasted, and was not
 */
record Brought(List<Integer> hosts, Optional<Parted> parted, List<String> complaints) {

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
    return new Brought(hosts, parted, all);
  }

  /** When it was over: a cut once the network is whole, whatever was waited for after that. */
  long overNanos(long nanosNow) {
    return parted.map(Parted::toNanos).orElse(nanosNow);
  }

  static Brought to(List<Integer> hosts) {
    return new Brought(hosts, Optional.empty(), List.of());
  }
}
