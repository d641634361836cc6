package dev.understudy.monitor;

import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;

/**
 * The bounds of a gateway; all of them have a default. What exceeds one is refused, and told so.
 */
public class MonitorLimits {

  private int maxHeaderBytes = 16 * 1024;
  private int maxLineBytes = 4 * 1024;
  private int maxConnections = 4_096;
  private int requestsPerSecond = 50_000;
  private int commandsPerSecond = 50;
  private long headMillis = 10_000;
  private long heldBodyBytes = 64 * 1024 * 1024;
  private int maxStreams = 256;
  private int streamEvents = 16_384;
  private long streamBytes = 16 * 1024 * 1024;
  private long heartbeatMillis = 5_000;
  private int maxObservedGroups = 1_000;
  private int maxObservedServers = 16;
  private long observationMillis = 1_000;

  /** The defaults. */
  public MonitorLimits() {}

  /** A copy. */
  public MonitorLimits(MonitorLimits other) {
    maxHeaderBytes = other.maxHeaderBytes;
    maxLineBytes = other.maxLineBytes;
    maxConnections = other.maxConnections;
    requestsPerSecond = other.requestsPerSecond;
    commandsPerSecond = other.commandsPerSecond;
    headMillis = other.headMillis;
    heldBodyBytes = other.heldBodyBytes;
    maxStreams = other.maxStreams;
    streamEvents = other.streamEvents;
    streamBytes = other.streamBytes;
    heartbeatMillis = other.heartbeatMillis;
    maxObservedGroups = other.maxObservedGroups;
    maxObservedServers = other.maxObservedServers;
    observationMillis = other.observationMillis;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or no number
   */
  public MonitorLimits(JsonObject json) {
    JsonFields fields = new JsonFields("gateway limits", json);
    maxHeaderBytes = fields.count("maxHeaderBytes", maxHeaderBytes);
    maxLineBytes = fields.count("maxLineBytes", maxLineBytes);
    maxConnections = fields.count("maxConnections", maxConnections);
    requestsPerSecond = fields.count("requestsPerSecond", requestsPerSecond);
    commandsPerSecond = fields.count("commandsPerSecond", commandsPerSecond);
    headMillis = fields.number("headMillis", headMillis);
    heldBodyBytes = fields.number("heldBodyBytes", heldBodyBytes);
    maxStreams = fields.count("maxStreams", maxStreams);
    streamEvents = fields.count("streamEvents", streamEvents);
    streamBytes = fields.number("streamBytes", streamBytes);
    heartbeatMillis = fields.number("heartbeatMillis", heartbeatMillis);
    maxObservedGroups = fields.count("maxObservedGroups", maxObservedGroups);
    maxObservedServers = fields.count("maxObservedServers", maxObservedServers);
    observationMillis = fields.number("observationMillis", observationMillis);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("maxHeaderBytes", maxHeaderBytes)
        .put("maxLineBytes", maxLineBytes)
        .put("maxConnections", maxConnections)
        .put("requestsPerSecond", requestsPerSecond)
        .put("commandsPerSecond", commandsPerSecond)
        .put("headMillis", headMillis)
        .put("heldBodyBytes", heldBodyBytes)
        .put("maxStreams", maxStreams)
        .put("streamEvents", streamEvents)
        .put("streamBytes", streamBytes)
        .put("heartbeatMillis", heartbeatMillis)
        .put("maxObservedGroups", maxObservedGroups)
        .put("maxObservedServers", maxObservedServers)
        .put("observationMillis", observationMillis);
  }

  public int getMaxHeaderBytes() {
    return maxHeaderBytes;
  }

  /**
   * Bytes of all headers of a request; more is answered with 431; 1 KiB to 1 MiB; default 16 KiB.
   */
  public MonitorLimits setMaxHeaderBytes(int maxHeaderBytes) {
    this.maxHeaderBytes = maxHeaderBytes;
    return this;
  }

  public int getMaxLineBytes() {
    return maxLineBytes;
  }

  /**
   * Bytes of a request's first line, its address included; more is answered with 414; 256 to 64
   * KiB; default 4 KiB.
   */
  public MonitorLimits setMaxLineBytes(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
    return this;
  }

  public int getMaxConnections() {
    return maxConnections;
  }

  /**
   * Connections open at once; requests on further ones are {@code overloaded}, but for the probes
   * of a platform; 1 to 1,000,000; default 4,096.
   */
  public MonitorLimits setMaxConnections(int maxConnections) {
    this.maxConnections = maxConnections;
    return this;
  }

  public int getRequestsPerSecond() {
    return requestsPerSecond;
  }

  /**
   * Requests that one client address may make in a second; more are {@code overloaded}; 1 to
   * 10,000,000; default 50,000.
   */
  public MonitorLimits setRequestsPerSecond(int requestsPerSecond) {
    this.requestsPerSecond = requestsPerSecond;
    return this;
  }

  public int getCommandsPerSecond() {
    return commandsPerSecond;
  }

  /**
   * Those of them that make servers do something for an operator: checks, transfers and the like; 1
   * to 1,000,000; default 50.
   */
  public MonitorLimits setCommandsPerSecond(int commandsPerSecond) {
    this.commandsPerSecond = commandsPerSecond;
    return this;
  }

  public long getHeadMillis() {
    return headMillis;
  }

  /**
   * Milliseconds within which a connection has to send the head of its first request, or is closed;
   * 100 to 600,000; default 10,000.
   */
  public MonitorLimits setHeadMillis(long headMillis) {
    this.headMillis = headMillis;
    return this;
  }

  public long getHeldBodyBytes() {
    return heldBodyBytes;
  }

  /**
   * Bytes of the bodies of all requests under way together; what comes beyond is {@code
   * overloaded}; 1 to 1 GiB; default 64 MiB.
   */
  public MonitorLimits setHeldBodyBytes(long heldBodyBytes) {
    this.heldBodyBytes = heldBodyBytes;
    return this;
  }

  public int getMaxStreams() {
    return maxStreams;
  }

  /** Event streams open at once; more are {@code overloaded}; 1 to 100,000; default 256. */
  public MonitorLimits setMaxStreams(int maxStreams) {
    this.maxStreams = maxStreams;
    return this;
  }

  public int getStreamEvents() {
    return streamEvents;
  }

  /**
   * Events that are kept for streams that are resumed, or behind; 1 to 1,000,000; default 16,384.
   */
  public MonitorLimits setStreamEvents(int streamEvents) {
    this.streamEvents = streamEvents;
    return this;
  }

  public long getStreamBytes() {
    return streamBytes;
  }

  /** Bytes of those events; 1 KiB to 1 GiB; default 16 MiB. */
  public MonitorLimits setStreamBytes(long streamBytes) {
    this.streamBytes = streamBytes;
    return this;
  }

  public long getHeartbeatMillis() {
    return heartbeatMillis;
  }

  /** Milliseconds between the heartbeats of an event stream; 100 to 60,000; default 5,000. */
  public MonitorLimits setHeartbeatMillis(long heartbeatMillis) {
    this.heartbeatMillis = heartbeatMillis;
    return this;
  }

  public int getMaxObservedGroups() {
    return maxObservedGroups;
  }

  /**
   * Groups that metrics and the overview tell apart; of further ones only the number is told; 1 to
   * 100,000; default 1,000.
   */
  public MonitorLimits setMaxObservedGroups(int maxObservedGroups) {
    this.maxObservedGroups = maxObservedGroups;
    return this;
  }

  public int getMaxObservedServers() {
    return maxObservedServers;
  }

  /** Servers of one group that metrics tell apart; 1 to 1,024; default 16. */
  public MonitorLimits setMaxObservedServers(int maxObservedServers) {
    this.maxObservedServers = maxObservedServers;
    return this;
  }

  public long getObservationMillis() {
    return observationMillis;
  }

  /**
   * Milliseconds for which what was observed of the groups is told again before they are asked
   * anew; 100 to 600,000; default 1,000.
   */
  public MonitorLimits setObservationMillis(long observationMillis) {
    this.observationMillis = observationMillis;
    return this;
  }

  /**
   * These limits, if they are in their ranges.
   *
   * @throws IllegalArgumentException otherwise
   */
  MonitorLimits required() {
    require("maxHeaderBytes", maxHeaderBytes, 1_024, 1_048_576);
    require("maxLineBytes", maxLineBytes, 256, 65_536);
    require("maxConnections", maxConnections, 1, 1_000_000);
    require("requestsPerSecond", requestsPerSecond, 1, 10_000_000);
    require("commandsPerSecond", commandsPerSecond, 1, 1_000_000);
    require("headMillis", headMillis, 100, 600_000);
    require("heldBodyBytes", heldBodyBytes, 1, 1_073_741_824);
    require("maxStreams", maxStreams, 1, 100_000);
    require("streamEvents", streamEvents, 1, 1_000_000);
    require("streamBytes", streamBytes, 1_024, 1_073_741_824);
    require("heartbeatMillis", heartbeatMillis, 100, 60_000);
    require("maxObservedGroups", maxObservedGroups, 1, 100_000);
    require("maxObservedServers", maxObservedServers, 1, 1_024);
    require("observationMillis", observationMillis, 100, 600_000);
    return this;
  }

  private static void require(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "gateway limits: \"" + name + "\" has to be " + least + " to " + most);
    }
  }
}
