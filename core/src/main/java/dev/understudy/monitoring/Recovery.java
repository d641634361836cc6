package dev.understudy.monitoring;

import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.SynchronizationMessage;

/**
 * Brings an inconsistent server back (protocol section 7, claims 7-9 and 29): {@link Alignment},
 * then {@link Synchronization}, then {@link StateAssignment}. A server whose synchronization fails
 * too often terminates, once its master does not need it.
 */
public final class Recovery {

  private enum Step {
    IDLE,
    ALIGNING,
    SYNCHRONIZING
  }

  private final MonitoredServer server;
  private final Alignment alignment;
  private final Synchronization synchronization;
  private final StateAssignment assignment;
  private Step step = Step.IDLE;
  private boolean mistrusted;
  private boolean failed;
  private int failures;
  private long askedToTerminateAt = Long.MIN_VALUE / 2;
  private long startedAt;

  public Recovery(MonitoredServer server, StateAssignment assignment) {
    this.server = server;
    this.assignment = assignment;
    this.alignment = new Alignment(server);
    this.synchronization = new Synchronization(server);
  }

  public boolean isActive() {
    return step != Step.IDLE;
  }

  /** Whether the last one ended without success. */
  public boolean hasFailed() {
    return failed;
  }

  /** Attempts in a row that the master served and that failed. */
  public int failures() {
    return failures;
  }

  public Alignment alignment() {
    return alignment;
  }

  public Synchronization synchronization() {
    return synchronization;
  }

  /** Starts; {@code download}: the state here is not to be trusted. */
  public void begin(Finding.Inconsistency inconsistency, boolean download) {
    start(Step.ALIGNING, download);
    alignment.begin(inconsistency);
    advance();
  }

  /** Synchronizes with a master that this server follows already. */
  public void beginSynchronization(ServerId master, boolean download) {
    start(Step.SYNCHRONIZING, download);
    synchronization.begin(master, download);
  }

  /** This server lost a direct comparison that the other one started. */
  public void lostComparison(ServerId winner) {
    start(Step.ALIGNING, false);
    aligned(winner);
  }

  /** Something else decided whom this server follows. */
  public void abandon() {
    alignment.abandon();
    synchronization.abandon();
    step = Step.IDLE;
  }

  public void tick() {
    alignment.tick();
    synchronization.tick();
    advance();
  }

  public long deadlineMillis() {
    return Math.min(alignment.deadlineMillis(), synchronization.deadlineMillis());
  }

  /** Goes on to the next step where one ended. */
  public void advance() {
    if (step == Step.ALIGNING && alignment.outcome() == Alignment.Outcome.ALIGNED) {
      aligned(alignment.other());
    } else if (step == Step.ALIGNING && alignment.outcome() == Alignment.Outcome.KEPT) {
      step = Step.IDLE;
    } else if (step == Step.SYNCHRONIZING && !synchronization.isActive()) {
      conclude();
    }
  }

  public void mayTerminate() {
    if (failures >= server.mostAttempts()) {
      server.terminate(
          "synchronization failed " + failures + " times: " + synchronization.failure());
    }
  }

  private void aligned(ServerId master) {
    server.tell(server.event(EventType.SERVER_ALIGNED).with("master", master.number()));
    step = Step.SYNCHRONIZING;
    synchronization.begin(master, mistrusted);
  }

  private void start(Step first, boolean download) {
    step = first;
    failed = false;
    mistrusted = download;
    startedAt = server.now();
  }

  private void conclude() {
    step = Step.IDLE;
    if (synchronization.outcome() == Synchronization.Outcome.SUCCEEDED) {
      failures = 0;
      assignment.assign();
      return;
    }
    failed = true;
    server.keepState();
    if (synchronization.outcome() == Synchronization.Outcome.FAILED) {
      failures++;
      if (failures >= server.mostAttempts()) {
        askToTerminate();
      }
    }
  }

  private void askToTerminate() {
    Standing standing = server.standing(true);
    if (!standing.consistentMode() || standing.role() == Role.NEWCOMER) {
      mayTerminate();
    } else if (server.now() - askedToTerminateAt >= server.timings().retry()) {
      askedToTerminateAt = server.now();
      server.send(synchronization.master(), new SynchronizationMessage.MayTerminate(failures));
    }
  }

  /** How long the recovery under way has taken. */
  public long tookMillis() {
    return server.now() - startedAt;
  }
}
