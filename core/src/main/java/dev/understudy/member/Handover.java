package dev.understudy.member;

import dev.understudy.group.ServerId;
import java.util.Optional;

/**
 * A mastership about to be given to {@code target} (protocol section 5): no requests are taken, all
 * is committed, then the target is told to stand. Not elected in time, the master goes on.
 */
final class Handover {

  private final ServerId target;
  private final Optional<Long> commandId;
  private final boolean leaving;
  private final long until;
  private long toldAt = Long.MIN_VALUE / 2;

  /**
   * A hand-over that begins now.
   *
   * @param commandId of the operator who asked for it
   * @param leaving whether this server departs afterwards, elected or not
   */
  Handover(ServerId target, Optional<Long> commandId, boolean leaving, long until) {
    this.target = target;
    this.commandId = commandId;
    this.leaving = leaving;
    this.until = until;
  }

  ServerId target() {
    return target;
  }

  Optional<Long> commandId() {
    return commandId;
  }

  boolean isLeaving() {
    return leaving;
  }

  long until() {
    return until;
  }

  /** Whether the target is to be told (again) at {@code now}; notes that it is. */
  boolean tells(long now, long retryMillis) {
    if (now - toldAt < retryMillis) {
      return false;
    }
    toldAt = now;
    return true;
  }
}
