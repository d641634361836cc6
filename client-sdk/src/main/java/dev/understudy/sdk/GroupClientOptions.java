package dev.understudy.sdk;

import dev.understudy.client.ClientLimits;
import dev.understudy.client.ClientSettings;
import dev.understudy.client.ClientTimings;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;

/** Options of a {@link GroupClient}. The group is needed; everything else has a default. */
public class GroupClientOptions {

  /** Default of {@link #setDeadlineMillis}. */
  public static final long DEFAULT_DEADLINE_MILLIS = 10_000;

  private String group = "";
  private long deadlineMillis = DEFAULT_DEADLINE_MILLIS;
  private int maxInFlight = ClientLimits.DEFAULT.inFlight();
  private int maxQueued = ClientLimits.DEFAULT.pending();
  private long maxQueuedBytes = ClientLimits.DEFAULT.pendingBytes();
  private int maxPayloadBytes = ClientLimits.DEFAULT.payloadBytes();
  private long resendMillis = ClientTimings.DEFAULT.resend();
  private long sessionIdleMillis = ClientTimings.DEFAULT.sessionIdle();

  /** The defaults. */
  public GroupClientOptions() {}

  /** A copy. */
  public GroupClientOptions(GroupClientOptions other) {
    group = other.group;
    deadlineMillis = other.deadlineMillis;
    maxInFlight = other.maxInFlight;
    maxQueued = other.maxQueued;
    maxQueuedBytes = other.maxQueuedBytes;
    maxPayloadBytes = other.maxPayloadBytes;
    resendMillis = other.resendMillis;
    sessionIdleMillis = other.sessionIdleMillis;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or of the wrong type
   */
  public GroupClientOptions(JsonObject json) {
    JsonFields fields = new JsonFields("client options", json);
    group = fields.text("group", group);
    deadlineMillis = fields.number("deadlineMillis", deadlineMillis);
    maxInFlight = fields.count("maxInFlight", maxInFlight);
    maxQueued = fields.count("maxQueued", maxQueued);
    maxQueuedBytes = fields.number("maxQueuedBytes", maxQueuedBytes);
    maxPayloadBytes = fields.count("maxPayloadBytes", maxPayloadBytes);
    resendMillis = fields.number("resendMillis", resendMillis);
    sessionIdleMillis = fields.number("sessionIdleMillis", sessionIdleMillis);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("group", group)
        .put("deadlineMillis", deadlineMillis)
        .put("maxInFlight", maxInFlight)
        .put("maxQueued", maxQueued)
        .put("maxQueuedBytes", maxQueuedBytes)
        .put("maxPayloadBytes", maxPayloadBytes)
        .put("resendMillis", resendMillis)
        .put("sessionIdleMillis", sessionIdleMillis);
  }

  public String getGroup() {
    return group;
  }

  /** The group's name: 1 to 128 letters, digits, {@code -}, {@code _} or {@code .}; no default. */
  public GroupClientOptions setGroup(String group) {
    this.group = group;
    return this;
  }

  public long getDeadlineMillis() {
    return deadlineMillis;
  }

  /**
   * Milliseconds after which a call that is not answered fails, at least 1; default 10,000. What
   * was never sent fails with {@code no-master} or {@code overloaded}, and changed nothing.
   */
  public GroupClientOptions setDeadlineMillis(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
    return this;
  }

  public int getMaxInFlight() {
    return maxInFlight;
  }

  /**
   * Requests sent and not answered, 1 to 65,536; further ones wait; default 4,096, which is also
   * what a group keeps results for in one session by default.
   */
  public GroupClientOptions setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
    return this;
  }

  public int getMaxQueued() {
    return maxQueued;
  }

  /** Calls not answered, at least 1; further ones are {@code overloaded}; default 65,536. */
  public GroupClientOptions setMaxQueued(int maxQueued) {
    this.maxQueued = maxQueued;
    return this;
  }

  public long getMaxQueuedBytes() {
    return maxQueuedBytes;
  }

  /** Bytes of their payloads, at least 1; further ones are {@code overloaded}; default 64 MiB. */
  public GroupClientOptions setMaxQueuedBytes(long maxQueuedBytes) {
    this.maxQueuedBytes = maxQueuedBytes;
    return this;
  }

  public int getMaxPayloadBytes() {
    return maxPayloadBytes;
  }

  /**
   * Bytes of one payload, at least 1; more is {@code too-large}; default 1 MiB, as the group's own
   * limit, which counts in any case.
   */
  public GroupClientOptions setMaxPayloadBytes(int maxPayloadBytes) {
    this.maxPayloadBytes = maxPayloadBytes;
    return this;
  }

  public long getResendMillis() {
    return resendMillis;
  }

  /**
   * Milliseconds of silence after which what was sent is sent again and the master is looked for,
   * at least 1; doubles up to at least a second; default 250.
   */
  public GroupClientOptions setResendMillis(long resendMillis) {
    this.resendMillis = resendMillis;
    return this;
  }

  public long getSessionIdleMillis() {
    return sessionIdleMillis;
  }

  /**
   * Milliseconds after which an unused session is given up for a new one, at least 1; to be well
   * below the group's session time; default 300,000.
   */
  public GroupClientOptions setSessionIdleMillis(long sessionIdleMillis) {
    this.sessionIdleMillis = sessionIdleMillis;
    return this;
  }

  /**
   * What these options make of a client.
   *
   * @throws IllegalArgumentException if one is missing or out of its range
   */
  ClientSettings toSettings(long seed) {
    if (!GroupConfiguration.isName(group)) {
      throw new IllegalArgumentException(
          "client options: \"group\" has to be the name of a group: 1 to 128 letters, digits, '-',"
              + " '_' or '.'");
    }
    if (deadlineMillis < 1) {
      throw new IllegalArgumentException("client options: \"deadlineMillis\" has to be at least 1");
    }
    ClientTimings usual = ClientTimings.DEFAULT;
    ClientTimings timings =
        new ClientTimings(
            resendMillis,
            Math.max(resendMillis, usual.resendMost()),
            usual.search(),
            usual.searchMost(),
            usual.broadcast(),
            usual.broadcastMost(),
            usual.refusal(),
            usual.refusalMost(),
            usual.roster(),
            sessionIdleMillis);
    int batchBytes = ClientLimits.DEFAULT.batchBytes();
    ClientLimits limits =
        new ClientLimits(maxInFlight, maxQueued, maxQueuedBytes, maxPayloadBytes, batchBytes);
    return ClientSettings.of(group, seed).with(limits).with(timings);
  }
}
