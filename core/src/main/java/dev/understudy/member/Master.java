package dev.understudy.member;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.Result;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Answer;
import java.util.Collection;
import java.util.Optional;

/**
 * Answers clients and keeps the backups alike (protocol section 4). Its parts: {@link Replication}
 * sends, {@link InSyncTracker} knows who holds what, {@link RequestIntake} takes requests, {@link
 * PendingReplies} and {@link WaitingReads} release results, {@link StateSource} serves learners,
 * {@link Stewardship} hands over.
 */
final class Master extends ServerRole {

  private final Epoch epoch;
  private final Replication replication;
  private final InSyncTracker inSync;
  private final PendingReplies pending;
  private final WaitingReads reads;
  private final RequestIntake intake;
  private final StateSource source;
  private final DigestGuard digestGuard;
  private final Stewardship stewardship;
  private final DivergedCommands diverged;
  private final boolean byOperator;
  private final long firstIndex;
  private boolean dirty = true;
  private String reason = "it follows another";

  Master(
      ServerState state,
      Transitions transitions,
      Epoch epoch,
      Collection<ServerId> with,
      Transitions.Mandate mandate) {
    super(state, transitions);
    this.epoch = epoch;
    this.byOperator = mandate == Transitions.Mandate.OPERATOR;
    this.replication = new Replication(state, epoch);
    this.inSync = new InSyncTracker(state, replication, epoch, with);
    this.pending = new PendingReplies(state);
    this.reads = new WaitingReads(state);
    this.intake = new RequestIntake(state, pending, this::append);
    this.source = new StateSource(state, epoch, this::append);
    this.digestGuard = new DigestGuard(state, epoch);
    this.stewardship = new Stewardship(state, transitions, replication, epoch);
    this.diverged = new DivergedCommands(state, this::append);
    state.follow(inSync.newest());
    this.firstIndex = append(new Command.Empty()).index();
  }

  @Override
  Role role() {
    return Role.MASTER;
  }

  @Override
  ServerId master() {
    return state.self();
  }

  @Override
  Epoch epoch() {
    return epoch;
  }

  @Override
  boolean isInSync() {
    return true;
  }

  @Override
  ServerId liveMaster() {
    boolean accepted = !state.isConsistent() || replication.isAcceptedByQuorum(byOperator);
    return accepted ? state.self() : ServerId.NONE;
  }

  @Override
  boolean isNormal() {
    return true;
  }

  Stewardship stewardship() {
    return stewardship;
  }

  Replication replication() {
    return replication;
  }

  private Entry append(Command command) {
    dirty = true;
    return state.append(epoch, command);
  }

  @Override
  void tick() {
    if (liveMaster().isNone()) {
      stepDown(Epoch.NONE, "no quorum accepted it for the failure timeout");
      return;
    }
    dirty = dirty || !rests() || state.now() >= replication.deadlineMillis();
    stewardship.tick();
  }

  @Override
  long deadlineMillis() {
    long next = rests() ? Long.MAX_VALUE : state.now() + state.timings().heartbeat() / 2;
    next = Math.min(next, replication.deadlineMillis());
    return Math.min(next, Math.min(inSync.deadlineMillis(), stewardship.deadlineMillis()));
  }

  /** Whether nothing is under way: then there is nothing to do but to be heard, and to hear. */
  private boolean rests() {
    return state.commitIndex() == state.log().lastIndex()
        && state.execution().executedIndex() == state.log().lastIndex()
        && reads.isEmpty()
        && source.isEmpty()
        && stewardship.isIdle()
        && !inSync.isProposing();
  }

  @Override
  Optional<LifeSign> lifeSign() {
    return Optional.of(new LifeSign.Leads(state.incarnation(), epoch));
  }

  @Override
  void onSign(ServerId from, LifeSign sign, long atMillis) {
    if (sign instanceof LifeSign.Follows follows && sign.epoch().equals(epoch)) {
      replication.assured(from, follows, atMillis, inSync.newest());
    }
  }

  @Override
  boolean wantsFlush() {
    return dirty || reads.wantsRoundAbove(replication.round());
  }

  @Override
  void flush() {
    dirty = false;
    if (reads.wantsRoundAbove(replication.round())) {
      replication.startRound();
    }
    replication.send(inSync.newest());
  }

  @Override
  void settle() {
    dirty |= inSync.update();
    commit();
    if (state.execution().executedIndex() >= firstIndex) {
      reads.releaseHeld(replication.round() + 1);
    }
    pending.release();
    reads.release(state.isConsistent() ? replication.roundOfQuorum() : inSync.roundOfAll());
    source.settle();
    diverged.settle();
    stewardship.settle();
  }

  private void commit() {
    long held = state.isConsistent() ? replication.heldByQuorum() : inSync.heldByAll();
    if (held > state.commitIndex()
        && state.log().holds(held)
        && state.rules().mayCommitByCounting(state.log().epochAt(held), epoch)) {
      state.commitTo(held);
      dirty = true;
    }
  }

  @Override
  void leave() {
    ClientReply.NotMaster whom = new ClientReply.NotMaster(ServerId.NONE, state.promised());
    pending.abandon(whom);
    reads.abandon(whom);
    diverged.leave();
    stewardship.leave();
    state.execution().pause(false);
  }

  private void stepDown(Epoch follows, String why) {
    reason = why;
    transitions.becomeBackup(follows);
  }

  /** Why it is master no more. */
  String reason() {
    return reason;
  }

  @Override
  void onClient(ClientAddress client, ClientMessage message) {
    if (message instanceof ClientMessage.WhoIsMaster) {
      super.onClient(client, message);
    } else if (stewardship.isHandingOver()) {
      state.out().reply(client, new ClientReply.NotMaster(ServerId.NONE, epoch));
    } else if (message instanceof ClientMessage.Requests requests) {
      intake.take(client, requests);
    } else if (message instanceof ClientMessage.OpenSession open) {
      intake.open(client, open);
    } else if (message instanceof ClientMessage.Query query) {
      boolean ready = state.execution().executedIndex() >= firstIndex;
      reads.take(client, query, ready, replication.round() + 1);
    }
  }

  @Override
  void onQueried(long readId, Result result) {
    reads.answered(readId, result);
  }

  @Override
  void onStateCaptured(long captureId, Optional<CapturedState> captured) {
    source.onStateCaptured(captureId, captured);
  }

  @Override
  void onNameServer(long questionId, Answer answer) {
    inSync.onNameServer(questionId, answer);
  }

  @Override
  void onServerLost(ServerId server) {
    transitions.trigger(Trigger.CLUSTER_CHANGE);
  }

  @Override
  public void onGoodbye(ServerId from, ElectionMessage.Goodbye goodbye) {
    replication.forget(from);
    dirty = true;
  }

  @Override
  void onCommand(long commandId, OperatorCommand command) {
    if (command instanceof OperatorCommand.TransferTo transfer) {
      stewardship.transfer(commandId, transfer.target());
    } else {
      diverged.run(commandId, command);
    }
  }

  @Override
  public void onAppend(ServerId from, ReplicationMessage.Append append) {
    state.see(append.epoch());
    if (!append.epoch().owner().equals(from)) {
      return;
    }
    if (!state.isConsistent()) {
      state.heardMaster(from, append.epoch());
    } else if (append.epoch().isAfter(state.promised())) {
      stepDown(append.epoch(), "server " + from + " is master of a later epoch");
      transitions.current().onAppend(from, append);
    } else {
      state.out().send(from, new ReplicationMessage.Refused(state.promised()));
    }
    transitions.trigger(Trigger.OTHER_MASTER);
  }

  @Override
  public void onAnnouncement(ServerId from, ElectionMessage.Announcement announcement) {
    state.heardMaster(from, announcement.epoch());
    transitions.trigger(Trigger.OTHER_MASTER);
  }

  @Override
  public void onTooFarBehind(ServerId from, ReplicationMessage.TooFarBehind behind) {
    state.heardMaster(from, behind.epoch());
    transitions.trigger(Trigger.OTHER_MASTER);
  }

  @Override
  void onMet(ServerId server) {
    replication.meet(server);
    dirty = true;
  }

  @Override
  public void onAccepted(ServerId from, ReplicationMessage.Accepted accepted) {
    if (accepted.epoch().equals(epoch)) {
      BackupProgress backup = replication.meet(from);
      backup.acknowledged(accepted, state.log(), state.now());
      digestGuard.compare(backup, accepted.digest(), stewardship);
      dirty = true;
    }
  }

  @Override
  public void onLacking(ServerId from, ReplicationMessage.Lacking lacking) {
    if (lacking.epoch().equals(epoch)) {
      replication.meet(from).lacks(lacking.round(), lacking.nextIndex(), state.now());
      dirty = true;
    }
  }

  @Override
  public void onSynchronizing(ServerId from, ReplicationMessage.Synchronizing synchronizing) {
    if (synchronizing.epoch().equals(epoch)) {
      BackupProgress backup = replication.meet(from);
      backup.heard(synchronizing.round(), state.now());
      backup.synchronizes();
    }
  }

  @Override
  public void onRefused(ServerId from, ReplicationMessage.Refused refused) {
    state.see(refused.promised());
    if (refused.promised().isAfter(epoch)) {
      outbid(from);
    }
  }

  private void outbid(ServerId by) {
    if (state.isConsistent()) {
      stepDown(Epoch.NONE, "server " + by + " promised a later epoch");
    } else {
      raise();
    }
  }

  /** AVAILABLE: takes an epoch above all it met, before it accepts those that promised one. */
  void raise() {
    transitions.becomeMaster(
        state.nextOwnEpoch(), state.inSync().servers(), Transitions.Mandate.RENEWAL);
  }

  @Override
  boolean mayPromise(ServerId from) {
    return state.isConsistent() || stewardship.isHandingOverTo(from);
  }

  @Override
  void promisedTo(Epoch promised) {
    stepDown(Epoch.NONE, "it promised epoch " + promised);
  }

  @Override
  public void onHandoverRequest(ServerId from, ElectionMessage.HandoverRequest request) {
    if (request.epoch().equals(epoch)) {
      replication.meet(from).prioritize(request.priority());
      stewardship.considerTakeover(from, request.priority(), firstIndex);
    }
  }

  @Override
  public void onHello(ServerId from, AdmissionMessage.Hello hello) {
    BackupProgress backup = replication.meet(from);
    backup.prioritize(hello.priority());
    replication.greet(backup, inSync.newest());
  }

  @Override
  public void onRecoveryRequest(ServerId from, AdmissionMessage.RecoveryRequest request) {
    Admission.answer(this, from, request, byOperator && stewardship.admits(from));
  }

  /** A learner asks (the learner's half is in the monitoring package). */
  void onSynchronizationRequest(
      ServerId from, SynchronizationMessage.SynchronizationRequest request) {
    state.see(request.promised());
    if (request.promised().isAfter(epoch)) {
      outbid(from);
      return;
    }
    BackupProgress backup = replication.meet(from);
    source.onRequest(
        from,
        request,
        () -> {
          backup.resumes(request.lastIndex() + 1, state.now());
          dirty = true;
        });
  }

  StateSource source() {
    return source;
  }

  /** Whether a quorum without {@code server} is in sync, so that it may go (section 7). */
  boolean canSpare(ServerId server) {
    return state.hasQuorumWithout(server, inSync.newest());
  }

  void prioritize(Priority priority) {
    state.prioritize(priority);
    dirty = true;
  }
}
