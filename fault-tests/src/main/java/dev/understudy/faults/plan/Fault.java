package dev.understudy.faults.plan;

import dev.understudy.group.Mode;
import java.util.Locale;
import java.util.Optional;

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
    /** The host of a member, whichever, sees nobody for a time that some time-out is named for. */
    BLIP,
    /** The master and a part of the rest on one side, the others on the other. */
    SPLIT,
    /** Half of the members with a part of the rest on one side, the others on the other. */
    EVEN_SPLIT,
    /** As a split, with name servers on both sides. */
    NAME_SERVERS_APART,
    /** Two members do not see each other; everybody else sees both. */
    MIDDLE,
    /** The master's packets to one backup get lost, or that one's to the master. */
    ONE_WAY,
    /** The master's host is cut off and joined again all the time. */
    FLAPPING,
    /** The master's host can send and receive little. */
    SLOW_LINK,
    /** What the master's host sends and is sent takes long, now more and now less. */
    LATE_LINK,
    /** Some of what the master's host sends and is sent stalls, as if it were lost and resent. */
    LOSSY_LINK,
    /** The connections of the master's host are reset again and again. */
    RESET_LINK,
    /** All members leave in good order and start again, one after the other. */
    ROLLING_RESTART,
    /** All members are killed at once, and started again: nobody remembers anything. */
    ALL_MEMBERS,
    /** All name servers are killed at once, and started again. */
    ALL_NAME_SERVERS,
    /** Ten further servers join at once, and leave at once. */
    JOIN_STORM,
    /** The wall clock of a member is set back or ahead. */
    CLOCK_JUMP;

    /** For people. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Why it cannot come to such a cluster; empty if it can. */
    Optional<String> obstacle(Setup setup) {
      return switch (this) {
        case EVEN_SPLIT -> unless(setup.members() % 2 == 0, "an even number of members");
        case NAME_SERVERS_APART -> unless(setup.nameServers() > 1, "two name servers");
        case ALL_MEMBERS ->
            unless(
                setup.mode() == Mode.AVAILABLE,
                "an AVAILABLE group: a CONSISTENT one of which no voter remembers anything begins"
                    + " anew, empty, and promises nothing of what was before");
        default -> Optional.empty();
      };
    }

    /** The setup, changed where that takes an obstacle away. */
    Setup fit(Setup setup) {
      return switch (this) {
        case EVEN_SPLIT -> setup.withEvenMembers();
        case NAME_SERVERS_APART -> setup.withNameServers(2);
        default -> setup;
      };
    }

    /** Whether it needs relays on the hosts. */
    boolean isOfRelays() {
      return this == LATE_LINK || this == LOSSY_LINK || this == RESET_LINK;
    }

    private Optional<String> unless(boolean met, String need) {
      return met ? Optional.empty() : Optional.of(text() + " needs " + need);
    }
  }

  /** What the report calls it: blips by the time-out that they are longer than. */
  String text() {
    return kind == Kind.BLIP ? kind.text() + " " + Blip.of(millis).text() : kind.text();
  }

  @Override
  public String toString() {
    return kind.text() + " for " + millis + " ms";
  }
}
