package dev.understudy.registry;

import java.util.Collection;

/**
 * How often and for how long a group had more masters than desired, and for how long none, as this
 * name server saw it (protocol section 7). A master counts from its registration until it is
 * another, has left, or was silent for the failure timeout; a superseded one counts too, as it may
 * still answer.
 */
final class MasterTimes {

  private final long beganMillis;
  private long accountedMillis;
  private long severalMillis;
  private long noneMillis;
  private long severalTimes;
  private boolean several;

  /** Counts from now on. */
  MasterTimes(long nowMillis) {
    beganMillis = nowMillis;
    accountedMillis = nowMillis;
  }

  /** For how long it has been counted. */
  long watchedMillis() {
    return accountedMillis - beganMillis;
  }

  /** How many times there began to be more than desired. */
  long severalTimes() {
    return severalTimes;
  }

  long severalMillis() {
    return severalMillis;
  }

  long noneMillis() {
    return noneMillis;
  }

  /**
   * Accounts for the time since the last call. To be called before a master comes, renews or goes.
   *
   * @param servers of the group since then
   */
  void account(Collection<RegisteredServer> servers, long nowMillis) {
    while (accountedMillis < nowMillis) {
      accountStretch(servers, nowMillis);
    }
  }

  /** Accounts until now, or until the next master fades, whichever comes first. */
  private void accountStretch(Collection<RegisteredServer> servers, long nowMillis) {
    long until = nowMillis;
    int masters = 0;
    int desired = 1;
    for (RegisteredServer server : servers) {
      if (server.registration().isMaster() && server.fadesMillis() > accountedMillis) {
        until = Math.min(until, server.fadesMillis());
        desired = server.registration().lease().desiredMasters();
        masters++;
      }
    }
    long stretch = until - accountedMillis;
    if (masters == 0) {
      noneMillis += stretch;
    } else if (masters > desired) {
      severalMillis += stretch;
      severalTimes += several ? 0 : 1;
    }
    several = masters > desired;
    accountedMillis = until;
  }
}
