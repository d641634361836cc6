package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.ServerId;
import dev.understudy.monitoring.Trigger;
import java.util.Collection;

/**
 * How roles hand a server over to one another; each transition sets everything that goes with it.
 */
interface Transitions {

  /** The role as it is now, after whatever transition. */
  ServerRole current();

  /** Follows the master of {@code epoch}; {@link Epoch#NONE}: nobody yet. */
  void becomeBackup(Epoch epoch);

  /** Stands for election; {@code handover}: on the master's word, without asking first. */
  void stand(boolean handover);

  /** Exercises the mastership of {@code epoch}; {@code with} are the servers that promised it. */
  void becomeMaster(Epoch epoch, Collection<ServerId> with, Mandate mandate);

  /** The state is gone from the group; {@code failed}: it had to. */
  void depart(boolean failed, String reason);

  void trigger(Trigger trigger);

  /** Gets the state of {@code master}, whom this server follows or is to follow. */
  void synchronize(ServerId master, String why, boolean download);

  boolean isSynchronizing();

  /** Whence a mastership comes. */
  enum Mandate {
    ELECTION,
    HANDOVER,
    /** AVAILABLE: the same master under a higher epoch. */
    RENEWAL,
    /** An operator's word, in a new generation. */
    OPERATOR
  }
}
