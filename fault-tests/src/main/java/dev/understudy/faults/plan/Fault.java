package dev.understudy.faults.plan;

import dev.understudy.faults.lab.ClockShift;
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
    KILL_MASTER("the master's process is killed, and started again at the end"),
    KILL_BACKUP("a backup's process is killed, and started again at the end"),
    KILL_NAME_SERVER("a name server's process is killed, and started again at the end"),
    PAUSE_MASTER("the master's process stands still, and goes on at the end"),
    PAUSE_BACKUP("a backup's process stands still, and goes on at the end"),
    PAUSE_NAME_SERVER("a name server's process stands still, and goes on at the end"),
    ISOLATE_MASTER("the master's host sees nobody"),
    ISOLATE_BACKUP("a backup's host sees nobody"),
    ISOLATE_NAME_SERVER("a name server's host sees nobody"),
    BLIP("a member's host sees nobody, for a time that a time-out is named for"),
    SPLIT("the master and a part of the rest do not see the others"),
    BACKUP_APART("a backup and a part of the rest do not see the others, who keep the master"),
    EVEN_SPLIT("half of the members and a part of the rest do not see the others"),
    NAME_SERVERS_APART("two sides with a name server each do not see each other"),
    MIDDLE("two members do not see each other, and everybody else sees both"),
    BRIDGE("the master and a part of the rest do not see the others, and one backup sees all"),
    CLUSTER_SPLIT(
        "a split for so long that the cluster manager makes two clusters, and merges them"),
    KILL_IN_CUT("a backup's host sees nobody, and half way the master's process is killed"),
    ONE_WAY("what goes from the master to one backup, or back, is lost"),
    FLAPPING("the master's host is cut off and joined again all the time"),
    SLOW_LINK("the master's host can send and receive little"),
    LATE_LINK("what the master's host sends and is sent takes long, now more and now less"),
    LOSSY_LINK("some of what the master's host sends and is sent stalls, as if lost and resent"),
    RESET_LINK("the connections of the master's host are reset again and again"),
    ROLLING_RESTART("members and name servers leave in good order and start again, each by itself"),
    ALL_MEMBERS("all members are killed at once and started again: nobody remembers anything"),
    ALL_NAME_SERVERS("all name servers are killed at once, and started again"),
    JOIN_STORM("ten further servers join at once, and leave at once"),
    CLOCK_JUMP("the wall clock of a member is set back or ahead");

    private final String story;

    Kind(String story) {
      this.story = story;
    }

    /** What it does to whom, for people. */
    String story() {
      return story;
    }

    /** For people. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Why it cannot come to such a cluster, or on this machine; empty if it can. */
    Optional<String> obstacle(Setup setup) {
      return misfit(setup).or(this::lack);
    }

    /** Why it cannot come on this machine; empty if it can. */
    Optional<String> lack() {
      return this == CLOCK_JUMP ? ClockShift.missing() : Optional.empty();
    }

    /** Why it cannot come to such a cluster, on any machine; empty if it can. */
    Optional<String> misfit(Setup setup) {
      return switch (this) {
        case EVEN_SPLIT -> unless(setup.members() % 2 == 0, "an even number of members");
        case NAME_SERVERS_APART -> unless(setup.nameServers() > 1, "two name servers");
        case BRIDGE, KILL_IN_CUT -> unless(setup.members() > 2, "three members");
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

    /**
     * Whether servers may lose sight of each other by it, or fall behind. Not by what ends
     * processes: the others go on together.
     */
    boolean isHindrance() {
      return switch (this) {
        case KILL_MASTER,
            KILL_BACKUP,
            KILL_NAME_SERVER,
            ALL_MEMBERS,
            ALL_NAME_SERVERS,
            ROLLING_RESTART,
            JOIN_STORM,
            CLOCK_JUMP ->
            false;
        default -> true;
      };
    }

    /** Whether it leaves enough servers that the group goes on answering in some place. */
    boolean leavesService() {
      return this != ALL_MEMBERS && this != KILL_IN_CUT;
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
