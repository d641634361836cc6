package dev.understudy.monitoring;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import java.util.List;

/**
 * What a server believes of itself, as its detector sees it.
 *
 * @param master whom it takes for its master; itself if it is one; none if it knows nobody
 * @param epoch of the mastership it exercises or follows
 * @param promised the highest epoch it promised
 * @param awaitsPromised whether it knows no master, promised within the failure timeout and has not
 *     heard of that master yet
 * @param hears whether it heard its master within the failure timeout
 * @param lastHeard the mastership that it heard last as a backup, and when
 * @param otherMasters the masterships of others that it heard within the failure timeout, as a
 *     master of an AVAILABLE group
 * @param progresses whether it advanced since the last check, or had no need to
 */
public record Standing(
    ServerId self,
    Role role,
    ServerId master,
    Epoch epoch,
    Epoch promised,
    boolean awaitsPromised,
    boolean consistentMode,
    boolean hears,
    LastHeard lastHeard,
    List<Epoch> otherMasters,
    boolean progresses) {

  public Standing {
    otherMasters = List.copyOf(otherMasters);
  }

  /** Whether this server is a backup of another master than that one, and hears its own. */
  boolean followsInPlaceOf(ServerId other) {
    return role == Role.BACKUP && hears && !master.equals(other);
  }

  /**
   * The last word of a master.
   *
   * @param epoch its mastership; none if this server never heard one
   * @param millisAgo how long ago
   * @param renewMillis how much later a name server may have heard the same master at most, if both
   *     heard it last when it went silent
   */
  public record LastHeard(Epoch epoch, long millisAgo, long renewMillis) {}
}
