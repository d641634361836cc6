package dev.understudy.monitor;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which servers each group had within the last hour, so that a group that lost some of them, or all
 * of them, is not taken for a smaller one that is well. Learnt from what was asked, and from the
 * events of the servers, so that it is known also where nobody has looked. A server that left on
 * purpose is not missed.
 */
final class RecentServers {

  /** A server that was not seen for longer is forgotten. */
  static final long REMEMBERED_MILLIS = TimeUnit.HOURS.toMillis(1);

  private static final int MOST_SERVERS = 1_024;

  /** What a server tells of itself time and again while it is there. */
  private static final Set<String> SIGNS_OF_LIFE = Set.of("server-joined", "check-completed");

  private final int mostGroups;
  private final LongSupplier clock;
  private final Map<String, Attendance<Integer>> groups = new HashMap<>();

  /**
   * A group that has no registered server any more.
   *
   * @param servers how many are missed
   */
  record Gone(String group, int servers) {}

  /** Remembers so many groups; {@code clock} tells milliseconds. */
  RecentServers(int mostGroups, LongSupplier clock) {
    this.mostGroups = mostGroups;
    this.clock = clock;
  }

  /** Now, by the clock of this. */
  long nowMillis() {
    return clock.getAsLong();
  }

  /** An event of the cluster. */
  void happened(String group, String type, JsonObject event) {
    if (!(event.getValue("server") instanceof Integer server)) {
      return;
    }
    if (SIGNS_OF_LIFE.contains(type) && isRemembered(group)) {
      of(group).heard(server, nowMillis());
    } else if (type.equals("server-left") && groups.containsKey(group)) {
      of(group).left(server, nowMillis());
    }
  }

  /**
   * The servers that are missed in a group, by their numbers.
   *
   * @param present those that are registered, as was asked at {@code askedMillis}
   */
  List<Integer> missed(String group, Collection<Integer> present, long askedMillis) {
    if (!isRemembered(group)) {
      return List.of();
    }
    Attendance<Integer> servers = of(group);
    servers.found(present, askedMillis, nowMillis());
    return servers.missed(present, nowMillis());
  }

  /** How many servers are missed in a group that has none. */
  int missed(String group) {
    return groups.containsKey(group) ? of(group).missed(Set.of(), nowMillis()).size() : 0;
  }

  /** The groups that are none of these and miss servers, by their names. */
  List<Gone> gone(Collection<String> registered) {
    groups.values().removeIf(servers -> servers.size(nowMillis()) == 0);
    Set<String> present = Set.copyOf(registered);
    List<Gone> gone = new ArrayList<>();
    for (String group : groups.keySet()) {
      int missed = present.contains(group) ? 0 : missed(group);
      if (missed > 0) {
        gone.add(new Gone(group, missed));
      }
    }
    gone.sort(Comparator.comparing(Gone::group));
    return gone;
  }

  private boolean isRemembered(String group) {
    return groups.containsKey(group) || groups.size() < mostGroups;
  }

  private Attendance<Integer> of(String group) {
    return groups.computeIfAbsent(
        group, absent -> new Attendance<>(REMEMBERED_MILLIS, MOST_SERVERS));
  }
}
