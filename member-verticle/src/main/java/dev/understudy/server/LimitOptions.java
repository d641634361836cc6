package dev.understudy.server;

import dev.understudy.group.Limits;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;

/**
 * The bounds of a group. All its servers must agree on them: servers with other bounds refuse each
 * other's frames. One that is out of its range fails the deployment.
 */
public class LimitOptions {

  private static final int MIB = 1024 * 1024;

  private int payloadBytes = Limits.DEFAULT.payloadBytes();
  private int uncommittedEntries = Limits.DEFAULT.uncommittedEntries();
  private long uncommittedBytes = Limits.DEFAULT.uncommittedBytes();
  private int windowBytes = Limits.DEFAULT.windowBytes();
  private int appendEntries = Limits.DEFAULT.appendEntries();
  private int retainedEntries = Limits.DEFAULT.retainedEntries();
  private long retainedBytes = Limits.DEFAULT.retainedBytes();
  private int waitingReads = Limits.DEFAULT.waitingReads();
  private int sessions = Limits.DEFAULT.sessions();
  private int sessionResults = Limits.DEFAULT.sessionResults();
  private int sessionGaps = Limits.DEFAULT.sessionGaps();
  private int chunkBytes = Limits.DEFAULT.chunkBytes();
  private int stateBytes = Limits.DEFAULT.stateBytes();
  private int divergedRecords = Limits.DEFAULT.divergedRecords();
  private int servers = Limits.DEFAULT.servers();
  private int synchronizationAttempts = Limits.DEFAULT.synchronizationAttempts();

  /** The defaults. */
  public LimitOptions() {}

  /** A copy. */
  public LimitOptions(LimitOptions other) {
    payloadBytes = other.payloadBytes;
    uncommittedEntries = other.uncommittedEntries;
    uncommittedBytes = other.uncommittedBytes;
    windowBytes = other.windowBytes;
    appendEntries = other.appendEntries;
    retainedEntries = other.retainedEntries;
    retainedBytes = other.retainedBytes;
    waitingReads = other.waitingReads;
    sessions = other.sessions;
    sessionResults = other.sessionResults;
    sessionGaps = other.sessionGaps;
    chunkBytes = other.chunkBytes;
    stateBytes = other.stateBytes;
    divergedRecords = other.divergedRecords;
    servers = other.servers;
    synchronizationAttempts = other.synchronizationAttempts;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or no number
   */
  public LimitOptions(JsonObject json) {
    JsonFields fields = new JsonFields("limits", json);
    payloadBytes = fields.count("payloadBytes", payloadBytes);
    uncommittedEntries = fields.count("uncommittedEntries", uncommittedEntries);
    uncommittedBytes = fields.number("uncommittedBytes", uncommittedBytes);
    windowBytes = fields.count("windowBytes", windowBytes);
    appendEntries = fields.count("appendEntries", appendEntries);
    retainedEntries = fields.count("retainedEntries", retainedEntries);
    retainedBytes = fields.number("retainedBytes", retainedBytes);
    waitingReads = fields.count("waitingReads", waitingReads);
    sessions = fields.count("sessions", sessions);
    sessionResults = fields.count("sessionResults", sessionResults);
    sessionGaps = fields.count("sessionGaps", sessionGaps);
    chunkBytes = fields.count("chunkBytes", chunkBytes);
    stateBytes = fields.count("stateBytes", stateBytes);
    divergedRecords = fields.count("divergedRecords", divergedRecords);
    servers = fields.count("servers", servers);
    synchronizationAttempts = fields.count("synchronizationAttempts", synchronizationAttempts);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("payloadBytes", payloadBytes)
        .put("uncommittedEntries", uncommittedEntries)
        .put("uncommittedBytes", uncommittedBytes)
        .put("windowBytes", windowBytes)
        .put("appendEntries", appendEntries)
        .put("retainedEntries", retainedEntries)
        .put("retainedBytes", retainedBytes)
        .put("waitingReads", waitingReads)
        .put("sessions", sessions)
        .put("sessionResults", sessionResults)
        .put("sessionGaps", sessionGaps)
        .put("chunkBytes", chunkBytes)
        .put("stateBytes", stateBytes)
        .put("divergedRecords", divergedRecords)
        .put("servers", servers)
        .put("synchronizationAttempts", synchronizationAttempts);
  }

  public int getPayloadBytes() {
    return payloadBytes;
  }

  /** Bytes of the largest request, query and result: 1 to 16 MiB; default 1 MiB. */
  public LimitOptions setPayloadBytes(int payloadBytes) {
    this.payloadBytes = payloadBytes;
    return this;
  }

  public int getUncommittedEntries() {
    return uncommittedEntries;
  }

  /** Entries a master may have waiting for their commit: at least 1; default 65,536. */
  public LimitOptions setUncommittedEntries(int uncommittedEntries) {
    this.uncommittedEntries = uncommittedEntries;
    return this;
  }

  public long getUncommittedBytes() {
    return uncommittedBytes;
  }

  /** Bytes of their payloads: at least 1; default 64 MiB. */
  public LimitOptions setUncommittedBytes(long uncommittedBytes) {
    this.uncommittedBytes = uncommittedBytes;
    return this;
  }

  public int getWindowBytes() {
    return windowBytes;
  }

  /** Bytes of payloads in flight to one backup: 1 to 32 MiB; default 4 MiB. */
  public LimitOptions setWindowBytes(int windowBytes) {
    this.windowBytes = windowBytes;
    return this;
  }

  public int getAppendEntries() {
    return appendEntries;
  }

  /** Entries in one append: 1 to 65,536; default 2,048. */
  public LimitOptions setAppendEntries(int appendEntries) {
    this.appendEntries = appendEntries;
    return this;
  }

  public int getRetainedEntries() {
    return retainedEntries;
  }

  /** Entries kept behind the commit for backups that lag: at least 1; default 131,072. */
  public LimitOptions setRetainedEntries(int retainedEntries) {
    this.retainedEntries = retainedEntries;
    return this;
  }

  public long getRetainedBytes() {
    return retainedBytes;
  }

  /** Bytes of their payloads and results: at least 1; default 64 MiB. */
  public LimitOptions setRetainedBytes(long retainedBytes) {
    this.retainedBytes = retainedBytes;
    return this;
  }

  public int getWaitingReads() {
    return waitingReads;
  }

  /** Reads waiting for their round: at least 1; default 65,536. */
  public LimitOptions setWaitingReads(int waitingReads) {
    this.waitingReads = waitingReads;
    return this;
  }

  public int getSessions() {
    return sessions;
  }

  /** Open sessions: 1 to 1,000,000; default 10,000. */
  public LimitOptions setSessions(int sessions) {
    this.sessions = sessions;
    return this;
  }

  public int getSessionResults() {
    return sessionResults;
  }

  /** Results kept for one session: 1 to 65,536; default 4,096. */
  public LimitOptions setSessionResults(int sessionResults) {
    this.sessionResults = sessionResults;
    return this;
  }

  public int getSessionGaps() {
    return sessionGaps;
  }

  /** Gaps in the executed sequences of one session: 0 to 65,536; default 1,024. */
  public LimitOptions setSessionGaps(int sessionGaps) {
    this.sessionGaps = sessionGaps;
    return this;
  }

  public int getChunkBytes() {
    return chunkBytes;
  }

  /** Bytes in one chunk of a state download: 1,024 to 16 MiB; default 256 KiB. */
  public LimitOptions setChunkBytes(int chunkBytes) {
    this.chunkBytes = chunkBytes;
    return this;
  }

  public int getStateBytes() {
    return stateBytes;
  }

  /**
   * Bytes of the largest state that can be transferred: 1,024 to 2 GiB - 1 MiB; default 2 GiB - 1
   * MiB.
   */
  public LimitOptions setStateBytes(int stateBytes) {
    this.stateBytes = stateBytes;
    return this;
  }

  public int getDivergedRecords() {
    return divergedRecords;
  }

  /** Diverged records kept: 1 to 1,000,000; default 10,000. */
  public LimitOptions setDivergedRecords(int divergedRecords) {
    this.divergedRecords = divergedRecords;
    return this;
  }

  public int getServers() {
    return servers;
  }

  /** Servers of one group, standbys included: 1 to 64; default 64. */
  public LimitOptions setServers(int servers) {
    this.servers = servers;
    return this;
  }

  public int getSynchronizationAttempts() {
    return synchronizationAttempts;
  }

  /** Failed state downloads before a server terminates: 1 to 1,000; default 3. */
  public LimitOptions setSynchronizationAttempts(int synchronizationAttempts) {
    this.synchronizationAttempts = synchronizationAttempts;
    return this;
  }

  /**
   * The limits of these options.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  Limits toLimits() {
    within("payloadBytes", payloadBytes, 1, 16 * MIB);
    within("uncommittedEntries", uncommittedEntries, 1, Integer.MAX_VALUE);
    within("uncommittedBytes", uncommittedBytes, 1, Long.MAX_VALUE);
    within("windowBytes", windowBytes, 1, 32 * MIB);
    within("appendEntries", appendEntries, 1, 65_536);
    within("retainedEntries", retainedEntries, 1, Integer.MAX_VALUE);
    within("retainedBytes", retainedBytes, 1, Long.MAX_VALUE);
    within("waitingReads", waitingReads, 1, Integer.MAX_VALUE);
    within("sessions", sessions, 1, 1_000_000);
    within("sessionResults", sessionResults, 1, 65_536);
    within("sessionGaps", sessionGaps, 0, 65_536);
    within("chunkBytes", chunkBytes, 1_024, 16 * MIB);
    within("stateBytes", stateBytes, 1_024, Integer.MAX_VALUE - MIB);
    within("divergedRecords", divergedRecords, 1, 1_000_000);
    within("servers", servers, 1, 64);
    within("synchronizationAttempts", synchronizationAttempts, 1, 1_000);
    return new Limits(
        payloadBytes,
        uncommittedEntries,
        uncommittedBytes,
        windowBytes,
        appendEntries,
        retainedEntries,
        retainedBytes,
        waitingReads,
        sessions,
        sessionResults,
        sessionGaps,
        chunkBytes,
        stateBytes,
        divergedRecords,
        servers,
        synchronizationAttempts);
  }

  private static void within(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "limits: \"" + name + "\" has to be " + least + " to " + most + ": " + value);
    }
  }
}
