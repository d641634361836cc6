package dev.understudy.monitoring;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.MonitoringMessage.ProgressAnswer;
import dev.understudy.member.MonitoringMessage.ProgressQuestion;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.Locale;
import java.util.Optional;

/**
 * The self-monitoring mechanism of one server (protocol section 7; claims 2-16, 22-29): any trigger
 * starts the same check; a check that finds an inconsistency starts the recovery; the timer is
 * armed again at the end of both, whatever they found (+). A trigger that comes while one is under
 * way causes exactly one more.
 */
public final class SelfMonitor {

  /** What the last check found, for people. */
  public record LastCheck(long atMillis, Trigger trigger, String result, String explanation) {}

  private final MonitoredServer server;
  private final CheckTimer timer;
  private final Recovery recovery;
  private final StateAssignment assignment;
  private final AddressProof addressProof;
  private Optional<Check> running = Optional.empty();
  private Optional<Trigger> again = Optional.empty();
  private LastCheck lastCheck = new LastCheck(0, Trigger.START, "none", "not checked yet");
  private long completedChecks;
  private long masterCommitAtLastCheck;
  private long followedAtLastCheck;
  private ServerId masterAtLastCheck = ServerId.NONE;
  private long measuredAt;
  private boolean recovered = true;

  public SelfMonitor(MonitoredServer server) {
    this.server = server;
    this.timer = new CheckTimer(server::checkMillis);
    this.assignment = new StateAssignment(server);
    this.addressProof = new AddressProof(server);
    this.recovery = new Recovery(server, assignment);
  }

  public Recovery recovery() {
    return recovery;
  }

  public LastCheck lastCheck() {
    return lastCheck;
  }

  public long completedChecks() {
    return completedChecks;
  }

  /** Sets up state, time-out condition and timer (claims 11 and 28). */
  public void start() {
    timer.arm(server.now());
  }

  /** Starts the check, or notes that one more is wanted after what is under way. */
  public void trigger(Trigger trigger) {
    boolean recent = server.now() - lastCheck.atMillis() < server.timings().retry();
    if (trigger == Trigger.OTHER_MASTER && recent && completedChecks > 0) {
      timer.armAtLatest(lastCheck.atMillis() + server.timings().retry());
    } else if (running.isPresent() || recovery.isActive()) {
      again = again.isPresent() ? again : Optional.of(trigger);
    } else {
      check(trigger);
    }
  }

  public void tick() {
    recovery.tick();
    settle();
    if (running.isPresent() && server.now() >= running.get().until()) {
      conclude(running.get());
    } else if (timer.isDue(server.now()) && running.isEmpty() && !recovery.isActive()) {
      check(Trigger.TIMER);
    }
    addressProof.tick();
  }

  public long deadlineMillis() {
    long recoveryAt = recovery.deadlineMillis();
    long checkAt = running.isPresent() ? running.get().until() : timer.dueAt();
    return Math.min(addressProof.dueAt(), Math.min(recoveryAt, checkAt));
  }

  public void onNameServer(long questionId, Answer answer) {
    if (running.isPresent() && running.get().isQuestion(questionId)) {
      running.get().answered(answer);
      concludeIfComplete();
    }
  }

  public void onProgress(ServerId from, ProgressAnswer answer) {
    recovery.alignment().onProgress(from, answer);
    if (running.isPresent() && running.get().isQuestion(answer.nonce())) {
      running.get().progress(answer);
      if (answer.master()) {
        assignment.learn(from, answer.epoch(), answer.priority());
      }
      concludeIfComplete();
    }
  }

  /** Another server tried to reach this one's address. */
  public void addressProven(long question, boolean reached) {
    addressProof.proven(question, reached);
  }

  /** Starts a recovery towards the master that replication follows, without asking anybody. */
  public void conflict(ServerId master, String explanation, boolean download) {
    if (recovery.isActive()) {
      return;
    }
    running = Optional.empty();
    server.tell(
        server
            .event(EventType.INCONSISTENCY_DETECTED)
            .with("trigger", text(Trigger.CONFLICT))
            .with("found", explanation));
    recovery.beginSynchronization(master, download);
    recovered = false;
  }

  /** A direct comparison that another master started was lost. */
  public void lostComparison(ServerId winner) {
    running = Optional.empty();
    recovery.abandon();
    recovery.lostComparison(winner);
    recovered = false;
  }

  /** Whatever is under way is overtaken: this server now follows, or is, another master. */
  public void overtaken() {
    recovery.abandon();
    settle();
  }

  /**
   * After a recovery ended: arms the timer again and runs the check that was asked for meanwhile.
   */
  public void settle() {
    recovery.advance();
    if (!recovered && !recovery.isActive()) {
      recovered = true;
      finish(recovery.hasFailed());
    }
  }

  private void check(Trigger trigger) {
    if (!server.checksItself()) {
      timer.disarm();
      return;
    }
    Standing standing = server.standing(true);
    Check check =
        new Check(
            trigger, standing.epoch(), server.nonce(), server.now(), server.timings().answer());
    running = Optional.of(check);
    timer.disarm();
    server.ask(check.question(), new Question.Lookup(server.group()));
    if (standing.role() == Role.BACKUP && !standing.master().isNone()) {
      check.expectProgress();
      server.send(standing.master(), new ProgressQuestion(check.question()));
    }
  }

  private void concludeIfComplete() {
    if (running.isPresent() && running.get().isComplete()) {
      conclude(running.get());
    }
  }

  private void conclude(Check check) {
    running = Optional.empty();
    completedChecks++;
    Standing standing = server.standing(progresses(check));
    Finding finding = judge(check, standing);
    lastCheck =
        new LastCheck(
            server.now(),
            check.trigger(),
            finding.getClass().getSimpleName().toLowerCase(Locale.ROOT),
            finding.explanation());
    tell(check, finding, standing);
    if (finding instanceof Finding.Inconsistency inconsistency) {
      recovered = false;
      recovery.begin(inconsistency, false);
      settle();
      return;
    }
    if (finding instanceof Finding.NameServerBehind && standing.role() == Role.MASTER) {
      server.registerAgain(standing.epoch());
    }
    assignment.assign();
    finish(false);
  }

  private Finding judge(Check check, Standing standing) {
    if (check.isOvertaken(standing.epoch())) {
      again = again.isPresent() ? again : Optional.of(check.trigger());
      return new Finding.Unknown("the mastership changed during the check");
    }
    return Detector.detect(standing, check.answer());
  }

  private void finish(boolean recoveryFailed) {
    if (server.rearmsTimer(recoveryFailed)) {
      timer.arm(server.now());
    }
    if (again.isPresent()) {
      Trigger next = again.get();
      again = Optional.empty();
      check(next);
    }
  }

  /**
   * Whether this server reached, or came nearer to, what its master had committed at an earlier
   * check. One that began to follow anew since, or a check in quick succession, says nothing about
   * that: the master's next append may be on its way.
   */
  private boolean progresses(Check check) {
    ServerId master = server.standing(true).master();
    boolean same = master.equals(masterAtLastCheck);
    if (same && server.now() - measuredAt < server.timings().failure()) {
      return true;
    }
    long followed = server.followedIndex();
    boolean stuck = same && followed < masterCommitAtLastCheck && followed == followedAtLastCheck;
    masterAtLastCheck = master;
    followedAtLastCheck = followed;
    masterCommitAtLastCheck = check.masterCommit();
    measuredAt = server.now();
    return !stuck;
  }

  private void tell(Check check, Finding finding, Standing standing) {
    boolean inconsistent = finding instanceof Finding.Inconsistency;
    Event event =
        server
            .event(EventType.CHECK_COMPLETED)
            .with("trigger", text(check.trigger()))
            .with("result", lastCheck.result())
            .with("found", finding.explanation())
            .with("role", standing.role().name().toLowerCase(Locale.ROOT))
            .with("master", standing.master().number())
            .with("millis", server.now() - check.startedAt());
    server.tell(event);
    if (inconsistent) {
      server.tell(
          server
              .event(EventType.INCONSISTENCY_DETECTED)
              .with("trigger", text(check.trigger()))
              .with("found", finding.explanation())
              .with("expected", ((Finding.Inconsistency) finding).expected().number()));
    }
  }

  private static String text(Trigger trigger) {
    return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
