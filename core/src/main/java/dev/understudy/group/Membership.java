package dev.understudy.group;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who decides in a group (protocol section 3).
 *
 * @param voters CONSISTENT: the configured voters, ascending, not empty; AVAILABLE: empty
 */
public record Membership(Mode mode, List<ServerId> voters) {

  public Membership {
    voters = List.copyOf(new TreeSet<>(voters));
    if (voters.contains(ServerId.NONE)) {
      throw new IllegalArgumentException("a voter needs a number");
    }
    if ((mode == Mode.CONSISTENT) == voters.isEmpty()) {
      throw new IllegalArgumentException(
          mode == Mode.CONSISTENT
              ? "a CONSISTENT group needs its voters"
              : "an AVAILABLE group has no voters");
    }
  }

  public static Membership consistent(Collection<ServerId> voters) {
    return new Membership(Mode.CONSISTENT, List.copyOf(voters));
  }

  public static Membership available() {
    return new Membership(Mode.AVAILABLE, List.of());
  }

  public boolean isConsistent() {
    return mode == Mode.CONSISTENT;
  }

  /** Whether {@code server} may stand, promise and count: in AVAILABLE mode every server may. */
  public boolean isVoter(ServerId server) {
    return !isConsistent() || voters.contains(server);
  }
}
