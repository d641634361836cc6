package dev.understudy.faults.plan;

import java.util.Locale;

/**
 * One thing that befalls a cluster, for a while; afterwards everything is as it was, and the
 * cluster gets the time to come to rest. Whom exactly it befalls is known when it comes.
 *
 * @param seed decides what the kind leaves open
 */
public record Fault(Kind kind, long millis, long seed) {

  /** The kinds of faults. */
  public enum Kind {
    /** SIGKILL; the process is started again at the end. */
    KILL_MASTER,
    KILL_BACKUP,
    KILL_NAME_SERVER,
    /** SIGSTOP, and SIGCONT at the end. */
    PAUSE_MASTER,
    PAUSE_BACKUP,
    PAUSE_NAME_SERVER,
    /** Its host sees nobody. */
    ISOLATE_MASTER,
    ISOLATE_BACKUP,
    ISOLATE_NAME_SERVER,
    /** The master and a part of the rest on one side, the others on the other. */
    SPLIT,
    /** Two members do not see each other; everybody else sees both. */
    MIDDLE,
    /** The master's packets to one backup get lost, or that one's to the master. */
    ONE_WAY,
    /** The master's host is cut off and joined again all the time. */
    FLAPPING,
    /** The master's host can send and receive little. */
    SLOW_LINK,
    /** All members leave in good order and start again, one after the other. */
    ROLLING_RESTART,
    /** All name servers are killed at once, and started again. */
    ALL_NAME_SERVERS,
    /** The wall clock of a member is set back or ahead. */
    CLOCK_JUMP;

    /** For people. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  @Override
  public String toString() {
    return kind.text() + " for " + millis + " ms";
  }
}
