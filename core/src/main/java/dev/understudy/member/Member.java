package dev.understudy.member;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.monitoring.SelfMonitor;
import dev.understudy.monitoring.Trigger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One server of a group: inputs in, effects out, nothing else (protocol sections 4 to 10). It has
 * one role at a time; {@link SelfMonitor} watches over it whatever the role.
 *
 * <p>Guarantees: the same settings and inputs give the same effects; no input, whatever its
 * content, makes it throw or break a rule; a {@link Input.Tick} is needed by {@link
 * #deadlineMillis()}, a {@link Input.Flush} at the end of the turn in which {@link #wantsFlush()}
 * holds. Not for concurrent use.
 */
public final class Member implements Transitions {

  private final ServerState state;
  private final StaleReads staleReads;
  private final Registrar registrar;
  private final SelfMonitor monitor;
  private final Restoration restoration;
  private final SynchronizationDesk synchronizationDesk;
  private final MonitoringDesk monitoringDesk;
  private final OperatorDesk operatorDesk;
  private final Acceptance acceptance;
  private ServerRole role;
  private boolean started;
  private boolean joined;
  private boolean aligning;
  private long synchronizeAt = Long.MIN_VALUE / 2;

  public Member(MemberSettings settings) {
    this.state = new ServerState(settings);
    this.staleReads = new StaleReads(state);
    this.registrar = new Registrar(state);
    this.monitor = new SelfMonitor(new WatchedMember(state, this, registrar));
    this.restoration = new Restoration(state);
    this.synchronizationDesk = new SynchronizationDesk(state, this, monitor.recovery());
    this.monitoringDesk = new MonitoringDesk(state, this, monitor);
    this.operatorDesk = new OperatorDesk(state, this, monitor);
    this.acceptance = new Acceptance(state, this, this::deliver);
    this.role = new Newcomer(state, this);
  }

  /** Takes one input; the effects are to be performed in their order. */
  public List<Effect> step(Input input) {
    if (input instanceof Input.Tick tick) {
      tick(tick);
    } else if (input instanceof Input.Received received) {
      acceptance.receive(received);
    } else if (input instanceof Input.ClientReceived client) {
      receive(client);
    } else if (input instanceof Input.Flush) {
      role.flush();
    } else if (input instanceof Input.Executed executed) {
      state.execution().executed(executed.results());
    } else if (input instanceof Input.SignHeard heard) {
      hear(heard);
      return List.of();
    } else {
      fromOutside(input);
    }
    settle();
    return state.out().drain();
  }

  /** The time, by the clock of the ticks, at which the next tick is due. */
  public long deadlineMillis() {
    if (!started) {
      return Long.MIN_VALUE;
    }
    return Math.min(role.deadlineMillis(), monitor.deadlineMillis());
  }

  /**
   * What the server's node may say on its behalf from now until the next input but {@link
   * Input.SignHeard}; empty if it may say nothing.
   */
  public Optional<LifeSign> lifeSign() {
    return role.lifeSign();
  }

  /** Whether something waits for a {@link Input.Flush}. */
  public boolean wantsFlush() {
    return role.wantsFlush();
  }

  public MemberView view() {
    return new View(state, this, monitor);
  }

  private void tick(Input.Tick tick) {
    state.tick(tick);
    if (!started) {
      started = true;
      role = new Newcomer(state, this);
      monitor.start();
    }
    role.tick();
    if (role.role() != Role.GONE) {
      monitor.tick();
    }
  }

  private void hear(Input.SignHeard heard) {
    if (state.incarnations().of(heard.from()).equals(heard.sign().life())) {
      role.onSign(heard.from(), heard.sign(), heard.atMillis());
    }
  }

  private void fromOutside(Input input) {
    if (input instanceof Input.NameServerAnswered answered) {
      acceptance.named(answered.answer());
      role.onNameServer(answered.questionId(), answered.answer());
      monitor.onNameServer(answered.questionId(), answered.answer());
    } else if (input instanceof Input.Queried queried) {
      if (!staleReads.answered(queried.readId(), queried.result())) {
        role.onQueried(queried.readId(), queried.result());
      }
    } else if (input instanceof Input.StateCaptured captured) {
      role.onStateCaptured(captured.captureId(), Optional.of(captured.state()));
    } else if (input instanceof Input.StateCaptureFailed failed) {
      role.onStateCaptured(failed.captureId(), Optional.empty());
    } else if (input instanceof Input.StateRestored) {
      restored();
    } else if (input instanceof Input.StateRestoreFailed failed) {
      restoration.refused();
      monitor.recovery().synchronization().restored(false, failed.reason());
    } else {
      asked(input);
    }
  }

  private void asked(Input input) {
    if (input instanceof Input.Triggered triggered) {
      trigger(triggered.trigger());
    } else if (input instanceof Input.AddressProven proven) {
      monitor.addressProven(proven.question(), proven.reached());
    } else if (input instanceof Input.ServerLost lost) {
      role.onServerLost(lost.server());
    } else if (input instanceof Input.Commanded commanded) {
      operatorDesk.on(commanded.commandId(), commanded.command());
    } else if (input instanceof Input.PriorityChanged changed) {
      state.prioritize(changed.priority());
      if (role instanceof Backup && !role.master().isNone()) {
        state.out().send(role.master(), new AdmissionMessage.Hello(changed.priority()));
      }
    } else if (input instanceof Input.Neighbours neighbours) {
      state.neighbours(neighbours.servers());
    } else if (input instanceof Input.Leave) {
      if (role instanceof Master master) {
        master.stewardship().depart();
      } else {
        depart(false, "left");
      }
    }
  }

  /** What follows from whatever happened. */
  private void settle() {
    restoration.settle();
    if (role.role() != Role.GONE) {
      monitor.settle();
      state.execution().advance();
      role.settle();
      state.execution().advance();
      state.giveUpOld();
      registrar.settle(role);
      operatorDesk.settle();
      noteJoining();
    }
  }

  private void noteJoining() {
    if (!joined && (role.role() == Role.MASTER || (role instanceof Backup && role.isInSync()))) {
      joined = true;
      state.tell(state.event(EventType.SERVER_JOINED).with("epoch", role.epoch().toString()));
    }
  }

  private void receive(Input.ClientReceived client) {
    if (client.message() instanceof dev.understudy.client.ClientMessage.StaleQuery query
        && role.role() != Role.NEWCOMER
        && role.role() != Role.GONE) {
      staleReads.ask(client.client(), query);
    } else {
      role.onClient(client.client(), client.message());
    }
  }

  private void deliver(ServerId from, Message message) {
    if (message instanceof ReplicationMessage replication) {
      replication.deliver(from, role);
    } else if (message instanceof ElectionMessage election) {
      election.deliver(from, role);
    } else if (message instanceof AdmissionMessage.Outlived outlived
        && !(role instanceof Newcomer)) {
      acceptance.ownNumber(outlived.known());
    } else if (message instanceof AdmissionMessage admission) {
      admission.deliver(from, role);
    } else if (message instanceof SynchronizationMessage synchronization) {
      synchronization.deliver(from, synchronizationDesk);
    } else if (message instanceof MonitoringMessage monitoring) {
      monitoring.deliver(from, monitoringDesk);
    }
  }

  @Override
  public ServerRole current() {
    return role;
  }

  @Override
  public void becomeBackup(Epoch epoch) {
    if (!aligning && !epoch.owner().equals(monitor.recovery().synchronization().master())) {
      monitor.overtaken();
    }
    enter(() -> new Backup(state, this, epoch));
    if (role.role() != Role.GONE && !epoch.isNone()) {
      state.promise(epoch);
    }
  }

  /** As {@link #becomeBackup}, on the word of the recovery itself. */
  void alignTo(Epoch epoch) {
    if (role instanceof Newcomer) {
      return;
    }
    aligning = true;
    becomeBackup(epoch);
    aligning = false;
  }

  @Override
  public void stand(boolean handover) {
    if (restoration.isActive() || role.role() == Role.GONE) {
      return;
    }
    monitor.overtaken();
    Candidate candidate = new Candidate(state, this, handover);
    enter(() -> candidate);
    candidate.start();
  }

  @Override
  public void becomeMaster(Epoch epoch, Collection<ServerId> with, Mandate mandate) {
    boolean lost =
        mandate == Mandate.ELECTION
            && !state.isConsistent()
            && state.inSync().number() > 0
            && !(state.inSync().contains(state.self()) && state.log().lastIndex() > 0);
    monitor.overtaken();
    state.contention().settled();
    state.promise(epoch);
    enter(() -> new Master(state, this, epoch, with, mandate));
    if (!(role instanceof Master)) {
      return;
    }
    state.tell(
        state
            .event(EventType.MASTER_ELECTED)
            .with("by", mandate.name().toLowerCase(java.util.Locale.ROOT)));
    if (mandate == Mandate.HANDOVER) {
      state.tell(state.event(EventType.TAKEOVER_COMPLETED));
    }
    if (lost) {
      state.tell(
          state
              .event(EventType.POSSIBLE_LOSS)
              .with("reason", "the newest in-sync set does not contain this life of this server"));
    }
    announce();
  }

  private void announce() {
    state.out().add(new Effect.Broadcast(new ElectionMessage.Announcement(role.epoch())));
  }

  @Override
  public void depart(boolean failed, String reason) {
    if (role.role() == Role.GONE) {
      return;
    }
    ServerRole before = role;
    role = new Departed(state, this);
    before.leave();
    state.mastership(false);
    monitor.recovery().abandon();
    EventType type = failed ? EventType.SERVER_TERMINATED : EventType.SERVER_LEFT;
    state.tell(state.event(type).with("reason", reason));
    state.out().add(new Effect.Broadcast(new ElectionMessage.Goodbye()));
    registrar.settle(role);
    state.out().add(new Effect.Depart(failed, reason));
  }

  /** Leaves one role for another; a role that departs while it is left stays departed. */
  private void enter(java.util.function.Supplier<ServerRole> next) {
    Optional<Master> left = role instanceof Master was ? Optional.of(was) : Optional.empty();
    role.leave();
    if (role.role() == Role.GONE) {
      return;
    }
    role = next.get();
    boolean master = role instanceof Master;
    state.mastership(master);
    if (left.isPresent() && !master) {
      state.tell(state.event(EventType.MASTER_STEPPED_DOWN).with("reason", left.get().reason()));
    }
  }

  @Override
  public void trigger(Trigger trigger) {
    if (trigger == Trigger.CLUSTER_CHANGE && role instanceof Master && !state.isConsistent()) {
      // two masters that began apart do not know each other, and perhaps no name server tells them
      announce();
    }
    boolean original = trigger == Trigger.OTHER_MASTER && role instanceof Master;
    monitor.trigger(original ? Trigger.ORIGINAL_MASTER : trigger);
  }

  @Override
  public void synchronize(ServerId master, String why, boolean download) {
    boolean due = state.now() >= synchronizeAt;
    if (due && !monitor.recovery().isActive() && !restoration.isActive()) {
      synchronizeAt = state.now() + state.timings().retry();
      monitor.conflict(master, why, download);
    }
  }

  @Override
  public boolean isSynchronizing() {
    return restoration.isActive() || monitor.recovery().synchronization().isActive();
  }

  /** Makes a downloaded state this server's own. */
  void restore(Bytes image) {
    restoration
        .begin(image)
        .ifPresent(reason -> monitor.recovery().synchronization().restored(false, reason));
  }

  private void restored() {
    if (!restoration.isActive()) {
      return;
    }
    restoration.taken();
    Epoch offered = monitor.recovery().synchronization().epoch();
    boolean follows = state.rules().mayFollow(offered, state.promised());
    aligning = true;
    becomeBackup(follows ? offered : role.epoch());
    aligning = false;
    monitor.recovery().synchronization().restored(true, "");
    askToFollow();
  }

  /** The master learns at once where this server stands. */
  private void askToFollow() {
    if (!role.master().isNone()) {
      state.out().send(role.master(), new AdmissionMessage.Hello(state.priority()));
      state
          .out()
          .send(
              role.master(),
              new ReplicationMessage.Lacking(role.epoch(), 0, state.log().lastIndex() + 1));
    }
  }
}
