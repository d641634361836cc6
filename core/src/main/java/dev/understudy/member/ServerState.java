package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import dev.understudy.monitoring.Standing;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * What a server knows whatever its role: its log and what it executed of it, what it promised, whom
 * it has met, and the time. Roles decide; this only keeps, and keeps consistent: promises and the
 * commit index never go back but by {@link #adopted}.
 */
final class ServerState {

  /** Who is later than that has others wait no longer for it. */
  private static final long MOST_LATE_IN_FAILURES = 2;

  private static final long CHECK_MILLIS_PER_NEIGHBOUR = 50;
  private static final long PROOF_MILLIS_PER_NEIGHBOUR = 250;

  private final MemberSettings settings;
  private final Outbox out = new Outbox();
  private final Chance chance;
  private final Log log = new Log();
  private final Execution execution;
  private final Incarnations incarnations = new Incarnations();
  private final EntryClock entryClock = new EntryClock();
  private final TreeSet<ServerId> peers = new TreeSet<>();
  private final OtherMasters otherMasters = new OtherMasters();
  private final Contention contention = new Contention();
  private Incarnation incarnation;
  private Priority priority;
  private Epoch promised = Epoch.NONE;
  private Epoch highestSeen = Epoch.NONE;
  private Epoch heardEpoch = Epoch.NONE;
  private long heardAt;
  private long promisedAt = Long.MIN_VALUE / 2;
  private InSync inSync = InSync.NONE;
  private long commitIndex;
  private int neighbours = 1;
  private long now;
  private long clock;
  private long lateMillis;
  private boolean master;
  private long readIds;

  ServerState(MemberSettings settings) {
    this.settings = settings;
    this.chance = new Chance(settings.seed());
    this.incarnation = settings.incarnation();
    this.priority = settings.priority();
    this.execution = new Execution(settings, log, out, this::event);
    peers.addAll(membership().voters());
    peers.remove(self());
  }

  ServerId self() {
    return settings.self();
  }

  Incarnation incarnation() {
    return incarnation;
  }

  /** Takes a life above {@code known}: an earlier life of this server started at a later clock. */
  void outlive(Incarnation known) {
    incarnation = Incarnation.above(known, chance.next());
  }

  GroupConfiguration configuration() {
    return settings.configuration();
  }

  Membership membership() {
    return settings.configuration().membership();
  }

  boolean isConsistent() {
    return membership().isConsistent();
  }

  /**
   * Whether this server refuses lives that it knows a later one of. Only who votes judges: what a
   * standby of a CONSISTENT group remembers counts for nothing, and must not end a master.
   */
  boolean judgesLives() {
    return !isConsistent() || isVoter();
  }

  Contention contention() {
    return contention;
  }

  boolean isVoter() {
    return membership().isVoter(self());
  }

  int quorum() {
    return rules().quorum(membership().voters().size());
  }

  /** The clock of an entry that is appended now: that of the wall, and never behind the last. */
  long entryClock() {
    return entryClock.read(now, clock, log.lastClock());
  }

  /** Whether the voters of {@code inSync} are a quorum also without {@code server}. */
  boolean hasQuorumWithout(ServerId server, InSync inSync) {
    long others =
        inSync.servers().stream()
            .filter(other -> membership().isVoter(other) && !other.equals(server))
            .count();
    return others >= quorum();
  }

  Timings timings() {
    return settings.configuration().timings();
  }

  Limits limits() {
    return settings.configuration().limits();
  }

  Rules rules() {
    return settings.rules();
  }

  Outbox out() {
    return out;
  }

  Chance chance() {
    return chance;
  }

  Log log() {
    return log;
  }

  Execution execution() {
    return execution;
  }

  Incarnations incarnations() {
    return incarnations;
  }

  /** All other servers of the group that are known, ascending. */
  Collection<ServerId> peers() {
    return Collections.unmodifiableSortedSet(peers);
  }

  /** Notes a server of the group; false if there are as many as there may be, and it is another. */
  boolean meet(ServerId server) {
    if (server.isNone()) {
      return false;
    }
    if (!server.equals(self()) && !peers.contains(server)) {
      return peers.size() < limits().servers() - 1 && peers.add(server);
    }
    return true;
  }

  /** As {@link #meet(ServerId)}; notes its life too, on the word of a server that accepted it. */
  void meet(ServerId server, Incarnation life) {
    if (meet(server)) {
      incarnations.note(server, life);
    }
  }

  /**
   * Between two checks of this server, and two heartbeats to a backup whose node speaks for it: the
   * more servers there are on a node, the rarer, so that a thousand of them do not keep it busy.
   */
  long checkMillis() {
    return Math.max(timings().check(), neighbours * CHECK_MILLIS_PER_NEIGHBOUR);
  }

  /** Likewise, between two proofs of its address, each of which costs others some messages. */
  long proofMillis() {
    return Math.max(timings().check(), neighbours * PROOF_MILLIS_PER_NEIGHBOUR);
  }

  void neighbours(int servers) {
    neighbours = servers;
  }

  Priority priority() {
    return priority;
  }

  void prioritize(Priority changed) {
    priority = changed;
  }

  long now() {
    return now;
  }

  long clock() {
    return clock;
  }

  /** By how much what was due came late here: what it did not hear may still wait to be heard. */
  long lateMillis() {
    return lateMillis;
  }

  /** How long others may be silent who are given so much: longer by as much as this one is late. */
  long patience(long millis) {
    return millis + lateMillis;
  }

  /** The failure timeout, with that patience. */
  long failureMillis() {
    return patience(timings().failure());
  }

  void tick(Input.Tick tick) {
    now = Math.max(now, tick.nowMillis());
    clock = tick.clockMillis();
    lateMillis =
        Math.max(0, Math.min(tick.lateMillis(), MOST_LATE_IN_FAILURES * timings().failure()));
    entryClock.tick(now, clock, log.lastClock());
  }

  Epoch promised() {
    return promised;
  }

  /** Promises: from now on nobody below {@code epoch} is heard. */
  void promise(Epoch epoch) {
    see(epoch);
    if (epoch.isAfter(promised)) {
      promised = rules().afterPromise(promised, epoch);
      promisedAt = now();
      out.add(new Effect.Persist(promised));
    }
  }

  /** The highest epoch that anybody named. */
  Epoch highestSeen() {
    return highestSeen;
  }

  void see(Epoch epoch) {
    highestSeen = Epoch.later(highestSeen, epoch);
  }

  /** An epoch of this server's own above all that it knows of its generation. */
  Epoch nextOwnEpoch() {
    long highest = promised.number();
    if (highestSeen.generation().equals(promised.generation())) {
      highest = Math.max(highest, highestSeen.number());
    }
    return new Epoch(promised.generation(), highest + 1, self(), rules().inEpoch(incarnation));
  }

  /** Appends an entry of the mastership that this server exercises. */
  Entry append(Epoch epoch, Command command) {
    Entry entry = new Entry(log.lastIndex() + 1, epoch, entryClock(), command);
    log.append(entry);
    return entry;
  }

  EntryKey lastKey() {
    return log.lastKey();
  }

  long commitIndex() {
    return commitIndex;
  }

  void commitTo(long index) {
    commitIndex = Math.max(commitIndex, index);
  }

  /** The newest in-sync set this server has seen. */
  InSync inSync() {
    return inSync;
  }

  void see(InSync seen) {
    if (seen.isAfter(inSync)) {
      inSync = seen;
    }
  }

  /** A master was heard, by a backup of it, at that time. */
  void heard(Epoch epoch, long at) {
    heardEpoch = epoch;
    heardAt = at;
  }

  /** Whether a master was promised its epoch lately and has not been heard since. */
  boolean awaitsPromised() {
    return now() - promisedAt < failureMillis() && !promised.equals(heardEpoch);
  }

  Standing.LastHeard lastHeard() {
    return new Standing.LastHeard(heardEpoch, now() - heardAt, timings().renew());
  }

  /** Another master was heard, by a master: what it says counts if it speaks for itself. */
  void heardMaster(ServerId from, Epoch epoch) {
    see(epoch);
    if (epoch.owner().equals(from)) {
      otherMasters.hear(epoch, now());
    }
  }

  /** The other masters that are heard, if this server is one itself: of AVAILABLE groups only. */
  List<Epoch> otherMasters() {
    boolean may = master && !isConsistent();
    return may ? otherMasters.after(now() - failureMillis()) : List.of();
  }

  /** The set of the mastership that this server exercises or follows, whatever it saw before. */
  void follow(InSync followed) {
    if (!followed.epoch().equals(inSync.epoch()) || followed.isAfter(inSync)) {
      inSync = followed;
    }
  }

  /** The whole state was replaced by one whose commit index is {@code index}. */
  void adopted(long index) {
    commitIndex = index;
  }

  void mastership(boolean exercised) {
    master = exercised;
  }

  Event event(EventType type) {
    return Event.of(type, configuration().group(), self(), promised);
  }

  void tell(Event event) {
    out.add(new Effect.Tell(event));
  }

  /** A number for a query to the service. */
  long nextReadId() {
    return ++readIds;
  }

  /** Of what all servers of the group execute, only the master tells. */
  boolean tellsForGroup() {
    return master;
  }

  /** Gives up what is old; only when what was committed in this step is released. */
  void giveUpOld() {
    long may = Math.min(commitIndex, execution.executedIndex());
    long held = log.lastIndex() - log.firstIndex() + 1;
    if (held > limits().retainedEntries() || log.bytes() > limits().retainedBytes()) {
      long excess = Math.max(held - limits().retainedEntries(), held / 4);
      log.giveUpTo(Math.min(may, log.firstIndex() - 1 + excess));
      execution.repetitions().forgetWhatTheLogGaveUp();
    }
  }
}
