package dev.understudy.registry;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import java.util.List;

/**
 * What a server tells the name servers of itself (protocol section 6). Kept alive by renewals that
 * repeat it; any change is a new registration with a higher counter and replaces the earlier ones
 * of this server.
 *
 * @param counter of this incarnation, from 1
 * @param epoch of the mastership that the server exercises or follows
 * @param inSync a master's in-sync set; {@link InSync#NONE} of others
 * @param empty whether the server never executed a request (AVAILABLE: loses to non-empty)
 * @param lease when, and in what order, a name server gives it up
 */
public record Registration(
    String group,
    ServerId server,
    Incarnation incarnation,
    long counter,
    Role role,
    Epoch epoch,
    InSync inSync,
    boolean empty,
    Priority priority,
    Policy lease) {

  /**
   * What the group wants of its name servers, so that all of them decide alike.
   *
   * @param retention the ordered criteria of the correction
   * @param desiredMasters masters the group should have
   * @param failureMillis after this long without renewal it counts less than a renewed one
   * @param leaseMillis after this long without renewal it expires
   */
  public record Policy(
      Mode mode,
      List<RetentionCriterion> retention,
      int desiredMasters,
      long failureMillis,
      long leaseMillis) {

    public Policy {
      retention = List.copyOf(retention);
      if (desiredMasters < 1 || failureMillis < 1 || leaseMillis < 1) {
        throw new IllegalArgumentException("desired masters, failure and lease: at least 1");
      }
    }
  }

  public boolean isMaster() {
    return role == Role.MASTER;
  }

  /** Whether this one replaces {@code earlier}, a registration of the same server. */
  public boolean replaces(Registration earlier) {
    int order = incarnation.compareTo(earlier.incarnation);
    return order > 0 || (order == 0 && counter > earlier.counter);
  }

  public Registration withCounter(long newCounter) {
    return new Registration(
        group, server, incarnation, newCounter, role, epoch, inSync, empty, priority, lease);
  }
}
