package dev.understudy.monitor;

import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Options of a {@link MonitorVerticle}; all of them have a default. */
public class MonitorOptions {

  /** Default of {@link #setHost}: nobody but this machine. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /** Default of {@link #setPort}. */
  public static final int DEFAULT_PORT = 8080;

  private String host = DEFAULT_HOST;
  private int port = DEFAULT_PORT;
  private List<LocalServer> members = List.of();
  private int maxBodyBytes = 1024 * 1024;
  private int maxRequests = 4_096;
  private int maxGroups = 256;
  private long deadlineMillis = 10_000;
  private long commandMillis = 5_000;
  private long answerMillis = 1_000;
  private MonitorLimits limits = new MonitorLimits();
  private MonitorTokens tokens = new MonitorTokens();
  private List<String> corsOrigins = List.of();

  /** The defaults. */
  public MonitorOptions() {}

  /** A copy. */
  public MonitorOptions(MonitorOptions other) {
    host = other.host;
    port = other.port;
    members = other.members;
    maxBodyBytes = other.maxBodyBytes;
    maxRequests = other.maxRequests;
    maxGroups = other.maxGroups;
    deadlineMillis = other.deadlineMillis;
    commandMillis = other.commandMillis;
    answerMillis = other.answerMillis;
    limits = new MonitorLimits(other.limits);
    tokens = new MonitorTokens(other.tokens);
    corsOrigins = other.corsOrigins;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or of the wrong type
   */
  public MonitorOptions(JsonObject json) {
    JsonFields fields = new JsonFields("monitor options", json);
    host = fields.text("host", host);
    port = fields.count("port", port);
    maxBodyBytes = fields.count("maxBodyBytes", maxBodyBytes);
    maxRequests = fields.count("maxRequests", maxRequests);
    maxGroups = fields.count("maxGroups", maxGroups);
    deadlineMillis = fields.number("deadlineMillis", deadlineMillis);
    commandMillis = fields.number("commandMillis", commandMillis);
    answerMillis = fields.number("answerMillis", answerMillis);
    limits = new MonitorLimits(fields.object("limits"));
    tokens = new MonitorTokens(fields.object("tokens"));
    corsOrigins = fields.texts("corsOrigins");
    List<LocalServer> named = new ArrayList<>();
    for (JsonObject element : fields.objects("members")) {
      JsonFields member = new JsonFields("member", element);
      named.add(new LocalServer(member.text("group", ""), member.count("serverId", -1)));
      member.requireNoOthers();
    }
    members = List.copyOf(named);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    JsonArray named = new JsonArray();
    members.forEach(
        member ->
            named.add(
                new JsonObject().put("group", member.group()).put("serverId", member.serverId())));
    return new JsonObject()
        .put("host", host)
        .put("port", port)
        .put("members", named)
        .put("maxBodyBytes", maxBodyBytes)
        .put("maxRequests", maxRequests)
        .put("maxGroups", maxGroups)
        .put("deadlineMillis", deadlineMillis)
        .put("commandMillis", commandMillis)
        .put("answerMillis", answerMillis)
        .put("limits", limits.toJson())
        .put("tokens", tokens.toJson())
        .put("corsOrigins", new JsonArray(corsOrigins));
  }

  public String getHost() {
    return host;
  }

  /** The address or host name that is listened on; default {@value #DEFAULT_HOST}. */
  public MonitorOptions setHost(String host) {
    this.host = host;
    return this;
  }

  public int getPort() {
    return port;
  }

  /**
   * The port that is listened on, 1 to 65,535, 0 for any free one; default {@value #DEFAULT_PORT}.
   */
  public MonitorOptions setPort(int port) {
    this.port = port;
    return this;
  }

  public List<LocalServer> getMembers() {
    return members;
  }

  /** The servers whose being in sync makes this process ready; default none. */
  public MonitorOptions setMembers(List<LocalServer> members) {
    this.members = List.copyOf(members);
    return this;
  }

  public int getMaxBodyBytes() {
    return maxBodyBytes;
  }

  /** Bytes of one request's body, at least 1; more is {@code too-large}; default 1 MiB. */
  public MonitorOptions setMaxBodyBytes(int maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
    return this;
  }

  public int getMaxRequests() {
    return maxRequests;
  }

  /** HTTP requests under way at once, at least 1; more are {@code overloaded}; default 4,096. */
  public MonitorOptions setMaxRequests(int maxRequests) {
    this.maxRequests = maxRequests;
    return this;
  }

  public int getMaxGroups() {
    return maxGroups;
  }

  /** Groups with requests under way at once, at least 1; default 256. */
  public MonitorOptions setMaxGroups(int maxGroups) {
    this.maxGroups = maxGroups;
    return this;
  }

  public long getDeadlineMillis() {
    return deadlineMillis;
  }

  /**
   * Milliseconds until a request or query that was not answered fails, at least 1; default 10,000.
   */
  public MonitorOptions setDeadlineMillis(long deadlineMillis) {
    this.deadlineMillis = deadlineMillis;
    return this;
  }

  public long getCommandMillis() {
    return commandMillis;
  }

  /**
   * Milliseconds that a server has for a check, transfer and the like, at least 1; default 5,000.
   */
  public MonitorOptions setCommandMillis(long commandMillis) {
    this.commandMillis = commandMillis;
    return this;
  }

  public long getAnswerMillis() {
    return answerMillis;
  }

  /**
   * Milliseconds that servers and name servers have to tell of themselves, at least 1; default
   * 1,000.
   */
  public MonitorOptions setAnswerMillis(long answerMillis) {
    this.answerMillis = answerMillis;
    return this;
  }

  public MonitorLimits getLimits() {
    return new MonitorLimits(limits);
  }

  /** The bounds that are not set here; default: theirs. */
  public MonitorOptions setLimits(MonitorLimits limits) {
    this.limits = new MonitorLimits(limits);
    return this;
  }

  public MonitorTokens getTokens() {
    return new MonitorTokens(tokens);
  }

  /** Who may do what; default: everybody who reaches the gateway may do everything. */
  public MonitorOptions setTokens(MonitorTokens tokens) {
    this.tokens = new MonitorTokens(tokens);
    return this;
  }

  public List<String> getCorsOrigins() {
    return corsOrigins;
  }

  /**
   * The origins, like {@code https://ops.example.com}, whose pages may use the gateway from a
   * browser, and whose names are known to be the gateway's; default none but its own.
   */
  public MonitorOptions setCorsOrigins(List<String> corsOrigins) {
    this.corsOrigins = List.copyOf(corsOrigins);
    return this;
  }

  /**
   * These options, if they are in their ranges.
   *
   * @throws IllegalArgumentException otherwise
   */
  MonitorOptions required() {
    require(!host.isEmpty(), "\"host\" is missing");
    require(port >= 0 && port <= 65_535, "\"port\" has to be 0 to 65535");
    require(
        maxBodyBytes > 0 && maxRequests > 0 && maxGroups > 0, "every bound has to be at least 1");
    require(
        deadlineMillis > 0 && commandMillis > 0 && answerMillis > 0,
        "every time has to be at least 1");
    require(
        corsOrigins.stream().allMatch(origin -> origin.matches("https?://[^/*\\s]+")),
        "\"corsOrigins\" has to name origins like https://ops.example.com");
    limits.required();
    tokens.required();
    return this;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("monitor options: " + message);
    }
  }
}
