package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Log;
import dev.understudy.monitoring.Trigger;
import java.util.Optional;

/**
 * Processes what its master sends (protocol section 4) and stands for election when the master is
 * silent (section 5). With {@link Epoch#NONE} it knows no master.
 */
final class Backup extends ServerRole {

  private final Epoch epoch;
  private final ElectionTimer electionTimer;
  private long verifiedIndex;
  private long heardAt;
  private boolean heard;
  private boolean acknowledgementDue;
  private long round;
  private long masterCommit;
  private ServerId misledTo = ServerId.NONE;

  Backup(ServerState state, Transitions transitions, Epoch epoch) {
    super(state, transitions);
    this.epoch = epoch;
    this.electionTimer = new ElectionTimer(state);
    this.heardAt = state.now();
  }

  @Override
  Role role() {
    return Role.BACKUP;
  }

  @Override
  ServerId master() {
    return misledTo.isNone() ? epoch.owner() : misledTo;
  }

  @Override
  Epoch epoch() {
    return epoch;
  }

  /** The last entry that appends of this epoch proved equal here. */
  long verifiedIndex() {
    return verifiedIndex;
  }

  @Override
  boolean isInSync() {
    return hears()
        && !transitions.isSynchronizing()
        && verifiedIndex >= masterCommit
        && state.inSync().contains(state.self());
  }

  boolean hears() {
    return heard && state.now() - heardAt < state.failureMillis();
  }

  @Override
  ServerId liveMaster() {
    return hears() ? master() : ServerId.NONE;
  }

  @Override
  boolean isNormal() {
    return hears() && epoch.equals(state.promised()) && !transitions.isSynchronizing();
  }

  ElectionTimer electionTimer() {
    return electionTimer;
  }

  /** For tests: it stops to follow and to stand, and names {@code master}, as a sick process. */
  void mislead(ServerId master) {
    misledTo = master;
  }

  @Override
  void tick() {
    if (electionTimer.isDue() && misledTo.isNone()) {
      heard = false;
      if (state.isVoter()) {
        transitions.stand(false);
      } else {
        electionTimer.heard(master());
        state.out().add(new Effect.Broadcast(new AdmissionMessage.Hello(state.priority())));
      }
    }
  }

  @Override
  long deadlineMillis() {
    return electionTimer.dueAt();
  }

  @Override
  boolean wantsFlush() {
    return acknowledgementDue;
  }

  @Override
  void flush() {
    if (acknowledgementDue) {
      acknowledgementDue = false;
      long index = state.rules().acknowledged(verifiedIndex, state.log().lastIndex());
      state
          .out()
          .send(
              master(),
              new ReplicationMessage.Accepted(
                  epoch, round, index, state.execution().digest(), inSyncNumber()));
    }
  }

  private long inSyncNumber() {
    return state.inSync().epoch().equals(epoch) ? state.inSync().number() : 0;
  }

  /** The master, or somebody on its behalf, was heard. */
  void noteHeard() {
    heard = true;
    state.contention().settled();
    noteHeard(state.now());
  }

  private void noteHeard(long at) {
    heardAt = at;
    state.heard(epoch, at);
    electionTimer.heard(master(), at);
  }

  /** Its first word has to be the master's own, and after a hint that it is gone the next one. */
  @Override
  void onSign(ServerId from, LifeSign sign, long atMillis) {
    boolean mine =
        sign instanceof LifeSign.Leads && from.equals(master()) && sign.epoch().equals(epoch);
    if (mine && heard && atMillis > heardAt && epoch.equals(state.promised())) {
      noteHeard(atMillis);
    }
  }

  @Override
  Optional<LifeSign> lifeSign() {
    boolean rests =
        misledTo.isNone()
            && isNormal()
            && !acknowledgementDue
            && verifiedIndex == state.log().lastIndex()
            && verifiedIndex == state.execution().executedIndex();
    return rests
        ? Optional.of(
            new LifeSign.Follows(
                state.incarnation(), epoch, verifiedIndex, state.commitIndex(), inSyncNumber()))
        : Optional.empty();
  }

  @Override
  public void onAppend(ServerId from, ReplicationMessage.Append append) {
    followerOf(from, append.epoch()).ifPresent(backup -> backup.follow(append));
  }

  /**
   * Who hears what the master of an epoch sends: this role, or the one that this server takes up
   * for that master; empty if it is not to be followed, and what is to be done about it is done.
   */
  private Optional<Backup> followerOf(ServerId from, Epoch offered) {
    state.see(offered);
    if (!offered.owner().equals(from)) {
      return Optional.empty();
    }
    if (!misledTo.isNone()) {
      hearWithoutFollowing(from);
      return Optional.empty();
    }
    if (!state.rules().mayFollow(offered, state.promised())) {
      state.out().send(from, new ReplicationMessage.Refused(state.promised()));
      if (!from.equals(master())) {
        transitions.trigger(Trigger.OTHER_MASTER);
      }
      return Optional.empty();
    }
    if (isOtherOfLiveMaster(offered)) {
      transitions.trigger(Trigger.OTHER_MASTER);
      return Optional.empty();
    }
    if (!offered.equals(epoch)) {
      transitions.becomeBackup(offered);
      transitions.trigger(Trigger.OTHER_MASTER);
      return transitions.current() instanceof Backup next
          ? next.followerOf(from, offered)
          : Optional.empty();
    }
    noteHeard();
    return Optional.of(this);
  }

  private void hearWithoutFollowing(ServerId from) {
    if (from.equals(misledTo)) {
      noteHeard();
      acknowledgementDue = true;
    }
  }

  /** AVAILABLE: both sides of a healed partition send; a check decides, not who shouts last. */
  private boolean isOtherOfLiveMaster(Epoch offered) {
    return !state.isConsistent()
        && hears()
        && !offered.owner().equals(master())
        && offered.isAfter(state.promised());
  }

  private void follow(ReplicationMessage.Append append) {
    round = Math.max(round, append.round());
    masterCommit = Math.max(masterCommit, append.commitIndex());
    state.follow(append.inSync());
    if (transitions.isSynchronizing()) {
      state.out().send(master(), new ReplicationMessage.Synchronizing(epoch, append.round()));
    } else if (append.lastIndex() <= verifiedIndex || isOverloaded()) {
      acknowledgementDue = true;
    } else {
      take(master(), append);
    }
    state.commitTo(Math.min(append.commitIndex(), verifiedIndex));
  }

  /**
   * Whether too much waits for the service here: then no more is taken, nor acknowledged, and the
   * master sends it again.
   */
  private boolean isOverloaded() {
    Log log = state.log();
    long unexecuted = log.lastIndex() - state.execution().executedIndex();
    return unexecuted >= state.limits().uncommittedEntries()
        || (unexecuted > 0
            && log.bytes() - state.limits().retainedBytes() >= state.limits().uncommittedBytes());
  }

  private void take(ServerId from, ReplicationMessage.Append append) {
    Log log = state.log();
    EntryKey previous = append.previous();
    if (previous.index() > log.lastIndex()) {
      state
          .out()
          .send(
              master(), new ReplicationMessage.Lacking(epoch, append.round(), log.lastIndex() + 1));
      return;
    }
    boolean follows =
        previous.index() <= verifiedIndex
            || (log.knowsEpochAt(previous.index())
                && log.epochAt(previous.index()).equals(previous.epoch()));
    if (!follows || !takeEntries(append)) {
      transitions.synchronize(master(), "my log conflicts with my master's", false);
      state.out().send(from, new ReplicationMessage.Synchronizing(epoch, append.round()));
      return;
    }
    verifiedIndex = Math.max(verifiedIndex, append.lastIndex());
    acknowledgementDue = true;
  }

  /** Appends what is new; false if an entry here is another one. */
  private boolean takeEntries(ReplicationMessage.Append append) {
    Log log = state.log();
    for (Entry entry : append.entries()) {
      if (entry.index() > log.lastIndex()) {
        if (!log.mayAppend(entry)) {
          return false;
        }
        log.append(entry);
      } else if (entry.index() > verifiedIndex
          && !(log.knowsEpochAt(entry.index())
              && log.epochAt(entry.index()).equals(entry.epoch()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void onDigestDiffers(ServerId from, ReplicationMessage.DigestDiffers differs) {
    if (from.equals(master()) && differs.epoch().equals(epoch)) {
      transitions.synchronize(
          from, "my digest differs from my master's at " + differs.index(), true);
    }
  }

  @Override
  public void onTooFarBehind(ServerId from, ReplicationMessage.TooFarBehind behind) {
    if (followerOf(from, behind.epoch()).isPresent()) {
      transitions.synchronize(from, "my master no longer holds what I lack", false);
    }
  }

  @Override
  void promisedTo(Epoch promised) {
    transitions.becomeBackup(Epoch.NONE);
  }

  @Override
  public void onStandNow(ServerId from, ElectionMessage.StandNow standNow) {
    boolean mine = from.equals(master()) && standNow.epoch().equals(epoch);
    if (mine && state.isVoter() && !transitions.isSynchronizing()) {
      transitions.stand(true);
    }
  }

  @Override
  public void onAnnouncement(ServerId from, ElectionMessage.Announcement announcement) {
    state.see(announcement.epoch());
    if (!announcement.epoch().equals(epoch)) {
      transitions.trigger(Trigger.OTHER_MASTER);
      state.out().send(from, new AdmissionMessage.Hello(state.priority()));
    }
  }

  @Override
  void onServerLost(ServerId server) {
    if (server.equals(master())) {
      heard = false;
      electionTimer.hint(server);
    }
    transitions.trigger(Trigger.CLUSTER_CHANGE);
  }

  @Override
  public void onRecoveryRequest(ServerId from, AdmissionMessage.RecoveryRequest request) {
    Admission.answer(this, from, request);
  }

  @Override
  void onClient(ClientAddress client, ClientMessage message) {
    if (!(message instanceof ClientMessage.WhoIsMaster) || hears()) {
      super.onClient(client, message);
    }
  }
}
