package dev.understudy.server;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Membership;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.ServerId;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Options of a {@link MemberVerticle}. Group, server ID, and either the voters or {@code available}
 * are needed; everything else has a default.
 *
 * <p>All servers of a group have to be given the same group, voters, {@code available}, retention,
 * diverged policy, timings and limits. Servers that differ in anything of it, timings aside except
 * {@link TimingOptions#setSessionMillis}, refuse each other's messages, which the event {@code
 * configuration-refused} tells. Options that are incomplete, out of their range or contradict each
 * other fail the deployment.
 */
public class MemberOptions {

  /** Default of {@link #setLeaveTimeoutMillis}. */
  public static final long DEFAULT_LEAVE_TIMEOUT_MILLIS = 5_000;

  private String group = "";
  private int serverId = -1;
  private List<Integer> voters = List.of();
  private boolean available;
  private String service = "";
  private long weight;
  private List<PriorityCriterion> priorityCriteria = List.of(PriorityCriterion.WEIGHT);
  private List<RetentionCriterion> retention = List.of();
  private DivergedPolicy divergedPolicy = DivergedPolicy.KEEP;
  private long leaveTimeoutMillis = DEFAULT_LEAVE_TIMEOUT_MILLIS;
  private boolean faultInjection;
  private TimingOptions timings = new TimingOptions();
  private LimitOptions limits = new LimitOptions();

  /** The defaults. */
  public MemberOptions() {}

  /** A copy. */
  public MemberOptions(MemberOptions other) {
    group = other.group;
    serverId = other.serverId;
    voters = other.voters;
    available = other.available;
    service = other.service;
    weight = other.weight;
    priorityCriteria = other.priorityCriteria;
    retention = other.retention;
    divergedPolicy = other.divergedPolicy;
    leaveTimeoutMillis = other.leaveTimeoutMillis;
    faultInjection = other.faultInjection;
    timings = new TimingOptions(other.timings);
    limits = new LimitOptions(other.limits);
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or of the wrong type
   */
  public MemberOptions(JsonObject json) {
    JsonFields fields = new JsonFields("member options", json);
    group = fields.text("group", group);
    serverId = fields.count("serverId", serverId);
    voters = List.copyOf(fields.counts("voters"));
    available = fields.flag("available", available);
    service = fields.text("service", service);
    weight = fields.number("weight", weight);
    if (fields.has("priorityCriteria")) {
      priorityCriteria = fields.constants("priorityCriteria", PriorityCriterion.class);
    }
    retention = fields.constants("retention", RetentionCriterion.class);
    divergedPolicy = fields.constant("divergedPolicy", divergedPolicy);
    leaveTimeoutMillis = fields.number("leaveTimeoutMillis", leaveTimeoutMillis);
    faultInjection = fields.flag("faultInjection", faultInjection);
    timings = new TimingOptions(fields.object("timings"));
    limits = new LimitOptions(fields.object("limits"));
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("group", group)
        .put("serverId", serverId)
        .put("voters", new JsonArray(voters))
        .put("available", available)
        .put("service", service)
        .put("weight", weight)
        .put("priorityCriteria", names(priorityCriteria))
        .put("retention", names(retention))
        .put("divergedPolicy", divergedPolicy.name())
        .put("leaveTimeoutMillis", leaveTimeoutMillis)
        .put("faultInjection", faultInjection)
        .put("timings", timings.toJson())
        .put("limits", limits.toJson());
  }

  public String getGroup() {
    return group;
  }

  /** The group's name: 1 to 128 letters, digits, {@code -}, {@code _} or {@code .}; no default. */
  public MemberOptions setGroup(String group) {
    this.group = group;
    return this;
  }

  public int getServerId() {
    return serverId;
  }

  /** The server's number, 0 to 1,000,000, its own in the group and the same after a restart. */
  public MemberOptions setServerId(int serverId) {
    this.serverId = serverId;
    return this;
  }

  public List<Integer> getVoters() {
    return voters;
  }

  /**
   * The IDs of the servers of which a majority decides: makes the group CONSISTENT. A server that
   * is not among them is a standby. Either these or {@link #setAvailable}; no default.
   */
  public MemberOptions setVoters(List<Integer> voters) {
    this.voters = List.copyOf(voters);
    return this;
  }

  public boolean isAvailable() {
    return available;
  }

  /** Whether the group is AVAILABLE: whoever is reachable serves; default false. */
  public MemberOptions setAvailable(boolean available) {
    this.available = available;
    return this;
  }

  public String getService() {
    return service;
  }

  /**
   * For deployment by class name: the service's class, which has a constructor without parameters,
   * or the name that its {@link dev.understudy.service.ServiceFactory} gives it; no default.
   */
  public MemberOptions setService(String service) {
    this.service = service;
    return this;
  }

  public long getWeight() {
    return weight;
  }

  /**
   * How much the server wants to be master, where {@code WEIGHT} is a criterion: any number, higher
   * is more; default 0.
   */
  public MemberOptions setWeight(long weight) {
    this.weight = weight;
    return this;
  }

  public List<PriorityCriterion> getPriorityCriteria() {
    return priorityCriteria;
  }

  /**
   * What its priority consists of, the most important first, at most 8; default {@code WEIGHT}
   * alone. To be the same on all servers of the group, as priorities are compared place by place.
   */
  public MemberOptions setPriorityCriteria(List<PriorityCriterion> priorityCriteria) {
    this.priorityCriteria = List.copyOf(priorityCriteria);
    return this;
  }

  public List<RetentionCriterion> getRetention() {
    return retention;
  }

  /**
   * By what the better of two masters is kept, the most important first. Default empty, which means
   * {@code HIGHEST_EPOCH, LOWEST_SERVER_ID} in a CONSISTENT group, where {@code HIGHEST_EPOCH} has
   * to come first, and {@code MOST_IN_SYNC, LOWEST_SERVER_ID} in an AVAILABLE one.
   */
  public MemberOptions setRetention(List<RetentionCriterion> retention) {
    this.retention = List.copyOf(retention);
    return this;
  }

  public DivergedPolicy getDivergedPolicy() {
    return divergedPolicy;
  }

  /** What becomes of requests whose history did not survive; default {@code KEEP}. */
  public MemberOptions setDivergedPolicy(DivergedPolicy divergedPolicy) {
    this.divergedPolicy = divergedPolicy;
    return this;
  }

  public long getLeaveTimeoutMillis() {
    return leaveTimeoutMillis;
  }

  /** Milliseconds that an undeployment waits for the hand-over, at least 1; default 5,000. */
  public MemberOptions setLeaveTimeoutMillis(long leaveTimeoutMillis) {
    this.leaveTimeoutMillis = leaveTimeoutMillis;
    return this;
  }

  public boolean isFaultInjection() {
    return faultInjection;
  }

  /**
   * Whether whoever reaches the event bus may cut this server from others for a while: for
   * demonstrations and tests; default false.
   */
  public MemberOptions setFaultInjection(boolean faultInjection) {
    this.faultInjection = faultInjection;
    return this;
  }

  public TimingOptions getTimings() {
    return timings;
  }

  /** The durations of the group; kept, not copied. */
  public MemberOptions setTimings(TimingOptions timings) {
    this.timings = timings;
    return this;
  }

  public LimitOptions getLimits() {
    return limits;
  }

  /** The bounds of the group; kept, not copied. */
  public MemberOptions setLimits(LimitOptions limits) {
    this.limits = limits;
    return this;
  }

  /**
   * What these options say of the group.
   *
   * @throws IllegalArgumentException if they are not complete or contradict each other
   */
  GroupConfiguration toConfiguration() {
    require(!group.isEmpty(), "\"group\" is missing: the name of the group");
    require(available || !voters.isEmpty(), "give \"voters\", or make the group \"available\"");
    require(!available || voters.isEmpty(), "an \"available\" group has no \"voters\"");
    require(leaveTimeoutMillis > 0, "\"leaveTimeoutMillis\" has to be at least 1");
    Membership membership =
        available
            ? Membership.available()
            : Membership.consistent(voters.stream().map(ServerId::new).toList());
    return new GroupConfiguration(
        group,
        membership,
        retention.isEmpty() ? GroupConfiguration.defaultRetention(membership.mode()) : retention,
        divergedPolicy,
        timings.toTimings(),
        limits.toLimits());
  }

  ServerId toServerId() {
    require(serverId >= 0, "\"serverId\" is missing: this server's number in the group");
    return new ServerId(serverId);
  }

  Optional<String> serviceName() {
    return service.isEmpty() ? Optional.empty() : Optional.of(service);
  }

  private static JsonArray names(List<? extends Enum<?>> constants) {
    JsonArray names = new JsonArray();
    constants.forEach(constant -> names.add(constant.name()));
    return names;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("member options: " + message);
    }
  }
}
