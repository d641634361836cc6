package dev.understudy.server;

import dev.understudy.group.Timings;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;

/**
 * The durations of a group, in milliseconds, each at least 1. All its servers should agree on them,
 * which is checked of {@link #setSessionMillis} only.
 */
public class TimingOptions {

  private long heartbeatMillis = Timings.DEFAULT.heartbeat();
  private long failureMillis = Timings.DEFAULT.failure();
  private long electionStepMillis = Timings.DEFAULT.electionStep();
  private long electionWindowMillis = Timings.DEFAULT.electionWindow();
  private long acknowledgeMillis = Timings.DEFAULT.acknowledge();
  private long discoveryMillis = Timings.DEFAULT.discovery();
  private long handoverMillis = Timings.DEFAULT.handover();
  private long checkMillis = Timings.DEFAULT.check();
  private long renewMillis = Timings.DEFAULT.renew();
  private long leaseMillis = Timings.DEFAULT.lease();
  private long answerMillis = Timings.DEFAULT.answer();
  private long retryMillis = Timings.DEFAULT.retry();
  private long synchronizationMillis = Timings.DEFAULT.synchronization();
  private long takeoverCooldownMillis = Timings.DEFAULT.takeoverCooldown();
  private long sessionMillis = Timings.DEFAULT.session();

  /** The defaults. */
  public TimingOptions() {}

  /** A copy. */
  public TimingOptions(TimingOptions other) {
    heartbeatMillis = other.heartbeatMillis;
    failureMillis = other.failureMillis;
    electionStepMillis = other.electionStepMillis;
    electionWindowMillis = other.electionWindowMillis;
    acknowledgeMillis = other.acknowledgeMillis;
    discoveryMillis = other.discoveryMillis;
    handoverMillis = other.handoverMillis;
    checkMillis = other.checkMillis;
    renewMillis = other.renewMillis;
    leaseMillis = other.leaseMillis;
    answerMillis = other.answerMillis;
    retryMillis = other.retryMillis;
    synchronizationMillis = other.synchronizationMillis;
    takeoverCooldownMillis = other.takeoverCooldownMillis;
    sessionMillis = other.sessionMillis;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or no number
   */
  public TimingOptions(JsonObject json) {
    JsonFields fields = new JsonFields("timings", json);
    heartbeatMillis = fields.number("heartbeatMillis", heartbeatMillis);
    failureMillis = fields.number("failureMillis", failureMillis);
    electionStepMillis = fields.number("electionStepMillis", electionStepMillis);
    electionWindowMillis = fields.number("electionWindowMillis", electionWindowMillis);
    acknowledgeMillis = fields.number("acknowledgeMillis", acknowledgeMillis);
    discoveryMillis = fields.number("discoveryMillis", discoveryMillis);
    handoverMillis = fields.number("handoverMillis", handoverMillis);
    checkMillis = fields.number("checkMillis", checkMillis);
    renewMillis = fields.number("renewMillis", renewMillis);
    leaseMillis = fields.number("leaseMillis", leaseMillis);
    answerMillis = fields.number("answerMillis", answerMillis);
    retryMillis = fields.number("retryMillis", retryMillis);
    synchronizationMillis = fields.number("synchronizationMillis", synchronizationMillis);
    takeoverCooldownMillis = fields.number("takeoverCooldownMillis", takeoverCooldownMillis);
    sessionMillis = fields.number("sessionMillis", sessionMillis);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("heartbeatMillis", heartbeatMillis)
        .put("failureMillis", failureMillis)
        .put("electionStepMillis", electionStepMillis)
        .put("electionWindowMillis", electionWindowMillis)
        .put("acknowledgeMillis", acknowledgeMillis)
        .put("discoveryMillis", discoveryMillis)
        .put("handoverMillis", handoverMillis)
        .put("checkMillis", checkMillis)
        .put("renewMillis", renewMillis)
        .put("leaseMillis", leaseMillis)
        .put("answerMillis", answerMillis)
        .put("retryMillis", retryMillis)
        .put("synchronizationMillis", synchronizationMillis)
        .put("takeoverCooldownMillis", takeoverCooldownMillis)
        .put("sessionMillis", sessionMillis);
  }

  public long getHeartbeatMillis() {
    return heartbeatMillis;
  }

  /** Milliseconds between two appends to a backup when nothing else is to be sent; default 50. */
  public TimingOptions setHeartbeatMillis(long heartbeatMillis) {
    this.heartbeatMillis = heartbeatMillis;
    return this;
  }

  public long getFailureMillis() {
    return failureMillis;
  }

  /**
   * Milliseconds of silence after which a master or a quorum counts as lost; at least twice the
   * heartbeat; default 300.
   */
  public TimingOptions setFailureMillis(long failureMillis) {
    this.failureMillis = failureMillis;
    return this;
  }

  public long getElectionStepMillis() {
    return electionStepMillis;
  }

  /** Milliseconds between the election timers of two ranks; default 40. */
  public TimingOptions setElectionStepMillis(long electionStepMillis) {
    this.electionStepMillis = electionStepMillis;
    return this;
  }

  public long getElectionWindowMillis() {
    return electionWindowMillis;
  }

  /** Milliseconds that a candidate waits for answers; default 120. */
  public TimingOptions setElectionWindowMillis(long electionWindowMillis) {
    this.electionWindowMillis = electionWindowMillis;
    return this;
  }

  public long getAcknowledgeMillis() {
    return acknowledgeMillis;
  }

  /**
   * Milliseconds after which a silent backup leaves the in-sync set of an AVAILABLE group; default
   * 400.
   */
  public TimingOptions setAcknowledgeMillis(long acknowledgeMillis) {
    this.acknowledgeMillis = acknowledgeMillis;
    return this;
  }

  public long getDiscoveryMillis() {
    return discoveryMillis;
  }

  /**
   * Milliseconds after which a fresh server of an AVAILABLE group starts alone, or three times as
   * many if no name server answers; default 1,500.
   */
  public TimingOptions setDiscoveryMillis(long discoveryMillis) {
    this.discoveryMillis = discoveryMillis;
    return this;
  }

  public long getHandoverMillis() {
    return handoverMillis;
  }

  /** Milliseconds within which the target of a hand-over must be elected; default 1,000. */
  public TimingOptions setHandoverMillis(long handoverMillis) {
    this.handoverMillis = handoverMillis;
    return this;
  }

  public long getCheckMillis() {
    return checkMillis;
  }

  /** Milliseconds between two self-checks by timer; default 1,000. */
  public TimingOptions setCheckMillis(long checkMillis) {
    this.checkMillis = checkMillis;
    return this;
  }

  public long getRenewMillis() {
    return renewMillis;
  }

  /** Milliseconds between two renewals of a registration; default 100. */
  public TimingOptions setRenewMillis(long renewMillis) {
    this.renewMillis = renewMillis;
    return this;
  }

  public long getLeaseMillis() {
    return leaseMillis;
  }

  /**
   * Milliseconds after which a registration that was not renewed expires; at least the renewal's;
   * default 1,500.
   */
  public TimingOptions setLeaseMillis(long leaseMillis) {
    this.leaseMillis = leaseMillis;
    return this;
  }

  public long getAnswerMillis() {
    return answerMillis;
  }

  /** Milliseconds that an answer of a name server or another server is awaited; default 200. */
  public TimingOptions setAnswerMillis(long answerMillis) {
    this.answerMillis = answerMillis;
    return this;
  }

  public long getRetryMillis() {
    return retryMillis;
  }

  /** Milliseconds between two tries of whatever was not answered; default 100. */
  public TimingOptions setRetryMillis(long retryMillis) {
    this.retryMillis = retryMillis;
    return this;
  }

  public long getSynchronizationMillis() {
    return synchronizationMillis;
  }

  /** Milliseconds of silence after which a state download is given up; default 2,000. */
  public TimingOptions setSynchronizationMillis(long synchronizationMillis) {
    this.synchronizationMillis = synchronizationMillis;
    return this;
  }

  public long getTakeoverCooldownMillis() {
    return takeoverCooldownMillis;
  }

  /** Milliseconds between two take-overs by priority, by entry clock; default 10,000. */
  public TimingOptions setTakeoverCooldownMillis(long takeoverCooldownMillis) {
    this.takeoverCooldownMillis = takeoverCooldownMillis;
    return this;
  }

  public long getSessionMillis() {
    return sessionMillis;
  }

  /**
   * Milliseconds after which an unused session expires, by entry clock; default 600,000. Must be
   * the same on all servers of the group.
   */
  public TimingOptions setSessionMillis(long sessionMillis) {
    this.sessionMillis = sessionMillis;
    return this;
  }

  /**
   * The timings of these options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  Timings toTimings() {
    return new Timings(
        atLeastOne("heartbeatMillis", heartbeatMillis),
        atLeastOne("failureMillis", failureMillis),
        atLeastOne("electionStepMillis", electionStepMillis),
        atLeastOne("electionWindowMillis", electionWindowMillis),
        atLeastOne("acknowledgeMillis", acknowledgeMillis),
        atLeastOne("discoveryMillis", discoveryMillis),
        atLeastOne("handoverMillis", handoverMillis),
        atLeastOne("checkMillis", checkMillis),
        atLeastOne("renewMillis", renewMillis),
        atLeastOne("leaseMillis", leaseMillis),
        atLeastOne("answerMillis", answerMillis),
        atLeastOne("retryMillis", retryMillis),
        atLeastOne("synchronizationMillis", synchronizationMillis),
        atLeastOne("takeoverCooldownMillis", takeoverCooldownMillis),
        atLeastOne("sessionMillis", sessionMillis));
  }

  private static long atLeastOne(String name, long millis) {
    if (millis < 1) {
      throw new IllegalArgumentException("timings: \"" + name + "\" has to be at least 1");
    }
    return millis;
  }
}
