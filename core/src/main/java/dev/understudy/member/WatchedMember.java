package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.group.Timings;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Entry;
import dev.understudy.log.Log;
import dev.understudy.log.Result;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import dev.understudy.monitoring.MonitoredServer;
import dev.understudy.monitoring.Standing;
import dev.understudy.registry.Correction;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** A member as its self-monitoring mechanism sees and changes it. */
final class WatchedMember implements MonitoredServer {

  private final ServerState state;
  private final Member member;
  private final Registrar registrar;

  WatchedMember(ServerState state, Member member, Registrar registrar) {
    this.state = state;
    this.member = member;
    this.registrar = registrar;
  }

  @Override
  public long now() {
    return state.now();
  }

  @Override
  public Timings timings() {
    return state.timings();
  }

  @Override
  public long checkMillis() {
    return state.checkMillis();
  }

  @Override
  public long proofMillis() {
    return state.proofMillis();
  }

  @Override
  public long nonce() {
    return state.chance().nonce();
  }

  @Override
  public Standing standing(boolean progresses) {
    ServerRole role = member.current();
    boolean hears = role instanceof Backup backup ? backup.hears() : role.role() == Role.MASTER;
    return new Standing(
        state.self(),
        role.role(),
        role.master(),
        role.epoch(),
        state.promised(),
        role.master().isNone() && state.awaitsPromised(),
        state.isConsistent(),
        hears,
        state.lastHeard(),
        state.otherMasters(),
        progresses);
  }

  @Override
  public long followedIndex() {
    return member.current() instanceof Backup backup
        ? backup.verifiedIndex()
        : state.log().lastIndex();
  }

  @Override
  public Priority priority() {
    return state.priority();
  }

  @Override
  public Registration registration() {
    return registrar.current(member.current());
  }

  @Override
  public boolean checksItself() {
    return state.rules().checksItself();
  }

  @Override
  public boolean givesWay(Registration theirs, Registration mine) {
    return state.rules().givesWay(Correction.better(theirs, mine));
  }

  @Override
  public boolean needsComparison() {
    return state.rules().needsComparison();
  }

  @Override
  public boolean mayFollow(Epoch epoch) {
    Epoch floor = state.promised();
    if (member.current() instanceof Newcomer newcomer) {
      floor = Epoch.later(floor, newcomer.required());
    }
    return state.rules().mayFollow(epoch, floor);
  }

  @Override
  public boolean rearmsTimer(boolean recoveryFailed) {
    return state.rules().rearmsTimer(recoveryFailed);
  }

  @Override
  public boolean isComplete(int received, int total, boolean checksumRight) {
    return state.rules().isComplete(received, total, checksumRight);
  }

  @Override
  public void ask(long questionId, Question.Lookup lookup) {
    state.out().add(new Effect.Ask(questionId, lookup));
  }

  @Override
  public Optional<ServerId> peerAfter(ServerId other) {
    // who is deaf cannot get to know anybody: those that it only heard of will do
    NavigableSet<ServerId> known = new TreeSet<>(state.peers());
    known.addAll(state.incarnations().challenged());
    ServerId next = known.higher(other);
    return next == null ? known.stream().findFirst() : Optional.of(next);
  }

  @Override
  public void proveAddress(long question, ServerId through) {
    if (state.rules().provesItsAddress()) {
      state.out().add(new Effect.ProveAddress(question, through));
    }
  }

  @Override
  public void listenAnew() {
    state.out().add(new Effect.ListenAnew());
  }

  @Override
  public String group() {
    return state.configuration().group();
  }

  @Override
  public void send(ServerId to, Message message) {
    state.out().send(to, message);
  }

  @Override
  public Event event(EventType type) {
    return state.event(type);
  }

  @Override
  public void tell(Event event) {
    state.tell(event);
  }

  @Override
  public void registerAgain(Epoch above) {
    state.see(above);
    if (!state.isConsistent()
        && member.current() instanceof Master master
        && above.isAfter(master.epoch())) {
      master.raise();
    } else {
      registrar.again(member.current());
    }
  }

  @Override
  public void align(ServerId master, Epoch epoch) {
    state.meet(master);
    boolean usable = !state.isConsistent() || state.rules().mayFollow(epoch, state.promised());
    member.alignTo(usable && epoch.owner().equals(master) ? epoch : Epoch.NONE);
  }

  @Override
  public SynchronizationRequest request(long attempt, boolean download) {
    Log log = state.log();
    return new SynchronizationRequest(
        attempt, state.promised(), log.history(), log.lastIndex(), download);
  }

  @Override
  public boolean isExecuted() {
    return state.execution().isIdle()
        && state.execution().executedIndex() == state.log().lastIndex();
  }

  @Override
  public List<DivergedRecord> beyond(long fork) {
    Log log = state.log();
    if (fork + 1 < log.firstIndex()) {
      tell(
          event(EventType.DIVERGED_DROPPED)
              .with("entries", log.firstIndex() - 1 - fork)
              .with("reason", "no longer held when the histories met"));
    }
    List<DivergedRecord> records = new ArrayList<>();
    for (long i = Math.max(fork + 1, log.firstIndex()); i <= log.lastIndex(); i++) {
      Entry entry = log.entryAt(i);
      if (entry.command() instanceof Command.Request request && isGiven(log.resultAt(i))) {
        records.add(
            new DivergedRecord(
                entry.key(),
                request.session(),
                request.sequence(),
                request.payload(),
                log.resultAt(i),
                entry.epoch().owner()));
      } else if (entry.command() instanceof Command.Diverged diverged) {
        records.add(diverged.record());
      }
    }
    return records;
  }

  /** Whether the service was asked, so that the client has, or may have, been given the result. */
  private static boolean isGiven(Result result) {
    return !(result instanceof Result.SessionUnknown || result instanceof Result.Superseded);
  }

  @Override
  public void restore(Bytes image) {
    member.restore(image);
  }

  @Override
  public void keepState() {
    state.execution().pause(false);
  }

  @Override
  public void resume(ServerId master, Epoch epoch) {
    if (!member.current().epoch().equals(epoch)) {
      member.alignTo(epoch);
    }
  }

  @Override
  public int mostAttempts() {
    return state.limits().synchronizationAttempts();
  }

  @Override
  public int chunkBytes() {
    return state.limits().chunkBytes();
  }

  @Override
  public int mostStateBytes() {
    return state.limits().stateBytes();
  }

  @Override
  public void terminate(String reason) {
    member.depart(true, reason);
  }
}
