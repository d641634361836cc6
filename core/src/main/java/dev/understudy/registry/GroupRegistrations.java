package dev.understudy.registry;

import dev.understudy.group.Epoch;
import dev.understudy.group.InSync;
import dev.understudy.group.Mode;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a name server knows of one group: its servers, which of them is the name-server master, and
 * the newest in-sync set. Whenever a master came, changed or went, {@link #settle} makes sure that
 * no more than the desired number of them count.
 */
final class GroupRegistrations {

  /** Masters that were too many, and what became of them. */
  record Duplicates(Registration retained, List<Registration> superseded, Epoch highestEpoch) {}

  private final String name;
  private final RegistryRules rules;
  private final TreeMap<ServerId, RegisteredServer> servers = new TreeMap<>();
  private Optional<RegisteredServer> retained = Optional.empty();
  private InSync newestInSync;
  private final MasterTimes times;
  private long repeatMillis;
  private boolean silentDuplicates;

  GroupRegistrations(String name, InSync newestInSync, RegistryRules rules, long nowMillis) {
    this.name = name;
    this.newestInSync = newestInSync;
    this.rules = rules;
    this.times = new MasterTimes(nowMillis);
  }

  String name() {
    return name;
  }

  int size() {
    return servers.size();
  }

  Optional<RegisteredServer> find(ServerId server) {
    return Optional.ofNullable(servers.get(server));
  }

  void add(RegisteredServer server) {
    servers.put(server.registration().server(), server);
  }

  void remove(RegisteredServer server) {
    servers.remove(server.registration().server());
  }

  /** The name-server master (protocol section 1). */
  Optional<RegisteredServer> retained() {
    return retained;
  }

  /** Whether a server is registered that has not left. */
  boolean isPresent() {
    return servers.values().stream().anyMatch(server -> !server.isGone());
  }

  /** To be called before a master comes, renews or goes. */
  void account(long nowMillis) {
    times.account(servers.values(), nowMillis);
  }

  GroupView view(long nowMillis) {
    account(nowMillis);
    return new GroupView(
        roster().size(),
        times.watchedMillis(),
        times.severalTimes(),
        times.severalMillis(),
        times.noneMillis());
  }

  /** All registrations of servers that have not left: the retained one first, then by server ID. */
  List<Registration> roster() {
    List<Registration> roster = new ArrayList<>();
    retained.ifPresent(server -> roster.add(server.registration()));
    for (RegisteredServer server : servers.values()) {
      if (!server.isGone() && !retained.equals(Optional.of(server))) {
        roster.add(server.registration());
      }
    }
    return roster;
  }

  InSync newestInSync() {
    return newestInSync;
  }

  /** Remembers the set unless a newer one is known; returns the newest. */
  InSync remember(InSync inSync) {
    if (inSync.isAfter(newestInSync)) {
      newestInSync = inSync;
    }
    return newestInSync;
  }

  /**
   * Detects and corrects too many masters and finds the one that is retained. Fresh registrations
   * come before faded ones, so that a crashed master's does not beat its successor's. Masters that
   * are too many and all faded are no longer counted, but nothing to report unless one is heard
   * again: a crash is not a double mastership.
   */
  Optional<Duplicates> settle(long nowMillis) {
    List<RegisteredServer> masters = new ArrayList<>();
    for (RegisteredServer server : servers.values()) {
      if (server.countsAsMaster()) {
        masters.add(server);
      }
    }
    if (masters.isEmpty()) {
      retained = Optional.empty();
      return Optional.empty();
    }
    // that of the lowest server ID, should they differ: the same on every name server
    Registration.Policy policy = masters.get(0).registration().lease();
    masters.sort(bestFirst(policy, nowMillis));
    RegisteredServer best = masters.get(0);
    retained = Optional.of(best);
    if (!rules.correctsDuplicates()
        || !DuplicateDetector.detects(registrations(masters), policy.desiredMasters())) {
      return duplicatesHeardAgain(nowMillis);
    }
    List<RegisteredServer> tooMany = masters.subList(policy.desiredMasters(), masters.size());
    tooMany.forEach(RegisteredServer::supersede);
    silentDuplicates = tooMany.stream().allMatch(server -> server.isFaded(nowMillis));
    return silentDuplicates ? Optional.empty() : Optional.of(duplicates(best, nowMillis));
  }

  /** Masters that were too many and silent, and were heard again while nobody was retained. */
  private Optional<Duplicates> duplicatesHeardAgain(long nowMillis) {
    boolean heard =
        servers.values().stream()
            .anyMatch(server -> server.isSuperseded() && !server.isFaded(nowMillis));
    return rules.correctsDuplicates() && heard ? heardAgain(nowMillis) : Optional.empty();
  }

  /** Masters that were too many and silent, one of which is heard again. */
  Optional<Duplicates> heardAgain(long nowMillis) {
    if (!silentDuplicates || retained.isEmpty()) {
      return Optional.empty();
    }
    silentDuplicates = false;
    return retained.map(best -> duplicates(best, nowMillis));
  }

  /**
   * A superseded server renews, so it has not acted: time to repeat the trigger, which may have got
   * lost? Not more often than every failure timeout, whoever renews.
   */
  Optional<Duplicates> repeat(long nowMillis) {
    return nowMillis < repeatMillis
        ? Optional.empty()
        : retained.map(best -> duplicates(best, nowMillis));
  }

  private Duplicates duplicates(RegisteredServer best, long nowMillis) {
    repeatMillis = nowMillis + best.registration().lease().failureMillis();
    List<RegisteredServer> superseded = new ArrayList<>();
    Epoch highest = Epoch.NONE;
    for (RegisteredServer server : servers.values()) {
      highest = Epoch.later(highest, server.registration().epoch());
      if (server.isSuperseded()) {
        superseded.add(server);
      }
    }
    return new Duplicates(best.registration(), registrations(superseded), highest);
  }

  private Comparator<RegisteredServer> bestFirst(Registration.Policy policy, long nowMillis) {
    Comparator<RegisteredServer> freshFirst =
        Comparator.comparing(server -> server.isFaded(nowMillis));
    // a server that was given the wrong mode must not outdo a group that a quorum stands behind
    Comparator<RegisteredServer> consistentFirst =
        Comparator.comparing(server -> server.registration().lease().mode() != Mode.CONSISTENT);
    return freshFirst
        .thenComparing(consistentFirst)
        .thenComparing(
            RegisteredServer::registration,
            Correction.comparator(policy.mode(), rules.retention(policy)));
  }

  private static List<Registration> registrations(List<RegisteredServer> servers) {
    return servers.stream().map(RegisteredServer::registration).toList();
  }
}
