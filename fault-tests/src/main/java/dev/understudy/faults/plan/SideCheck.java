package dev.understudy.faults.plan;

import dev.understudy.faults.client.Gap;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.plan.Brought.Parted;
import dev.understudy.group.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what the clients on each side of a parted cluster should have been told, and were not.
 *
 * <ol>
 *   <li>A side serves that has a member, of a CONSISTENT group a majority of them: there is no long
 *       time without an answer to a call that was made meanwhile.
 *   <li>A side of a CONSISTENT group that has no majority answers no such call at all.
 * </ol>
 */
final class SideCheck {

  /** Longer than all that has to be noticed first, as docs/robustness.md says. */
  static final Duration SERVES = Duration.ofSeconds(8);

  private final Setup setup;
  private final Parted parted;
  private final List<Recorded> calls;

  SideCheck(Setup setup, Parted parted, List<Recorded> calls) {
    this.setup = setup;
    this.parted = parted;
    this.calls = calls;
  }

  /** In sentences; none if all is as it should be. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (Set<Integer> side : parted.sides()) {
      for (int host : setup.clientHosts()) {
        if (side.contains(host)) {
          complaint(side, host).ifPresent(complaints::add);
        }
      }
    }
    return complaints;
  }

  private Optional<String> complaint(Set<Integer> side, int host) {
    long members = side.stream().filter(setup::isMember).count();
    boolean serves = setup.mode() == Mode.CONSISTENT ? members > setup.members() / 2 : members > 0;
    List<Recorded> answered =
        calls.stream().filter(call -> isAnswered(call, host, serves)).toList();
    String clients = "clients on host " + host + ", with " + members + " members on their side";
    Duration gap = Gap.longest(answered, parted.fromNanos(), parted.toNanos());
    if (serves && gap.compareTo(SERVES) >= 0) {
      String what = ", were not answered for %d ms while the cluster was parted";
      return Optional.of(clients + what.formatted(gap.toMillis()));
    }
    return !serves && !answered.isEmpty()
        ? Optional.of(clients + ", were given " + answered.size() + " answers in spite of that")
        : Optional.empty();
  }

  /** Those that use a gateway may do so across the cut: they cannot count on an answer. */
  private boolean isAnswered(Recorded call, int host, boolean joinedOnly) {
    return call.isOk()
        && call.from() >= parted.fromNanos()
        && call.to() <= parted.toNanos()
        && (call.client().startsWith(Setup.clientName(host))
            || (!joinedOnly && call.client().startsWith(Setup.gatewayClientName(host))));
  }
}
