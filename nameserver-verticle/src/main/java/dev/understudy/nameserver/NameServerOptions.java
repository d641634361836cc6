package dev.understudy.nameserver;

import dev.understudy.group.Timings;
import dev.understudy.registry.RegistryLimits;
import dev.understudy.wire.JsonFields;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Options of a {@link NameServerVerticle}; all of them have a default. */
public class NameServerOptions {

  private String id = UUID.randomUUID().toString();
  private long renewMillis = Timings.DEFAULT.renew();
  private int registrations = RegistryLimits.DEFAULT.registrations();
  private int serversPerGroup = RegistryLimits.DEFAULT.serversPerGroup();
  private int rememberedGroups = RegistryLimits.DEFAULT.rememberedGroups();
  private long leaseMillis = RegistryLimits.DEFAULT.leaseMillis();

  /** The defaults. */
  public NameServerOptions() {}

  /** A copy. */
  public NameServerOptions(NameServerOptions other) {
    id = other.id;
    renewMillis = other.renewMillis;
    registrations = other.registrations;
    serversPerGroup = other.serversPerGroup;
    rememberedGroups = other.rememberedGroups;
    leaseMillis = other.leaseMillis;
  }

  /**
   * The defaults, changed by {@code json}.
   *
   * @throws IllegalArgumentException if a field is unknown or of the wrong type
   */
  public NameServerOptions(JsonObject json) {
    JsonFields fields = new JsonFields("name server options", json);
    id = fields.text("id", id);
    renewMillis = fields.number("renewMillis", renewMillis);
    registrations = fields.count("registrations", registrations);
    serversPerGroup = fields.count("serversPerGroup", serversPerGroup);
    rememberedGroups = fields.count("rememberedGroups", rememberedGroups);
    leaseMillis = fields.number("leaseMillis", leaseMillis);
    fields.requireNoOthers();
  }

  /** All of it, the defaults included: what the constructor from JSON takes. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("renewMillis", renewMillis)
        .put("registrations", registrations)
        .put("serversPerGroup", serversPerGroup)
        .put("rememberedGroups", rememberedGroups)
        .put("leaseMillis", leaseMillis);
  }

  public String getId() {
    return id;
  }

  /** What people see of it, a host name for instance; default a random UUID. */
  public NameServerOptions setId(String id) {
    this.id = id;
    return this;
  }

  public long getRenewMillis() {
    return renewMillis;
  }

  /**
   * Milliseconds in which all servers of all groups renew their registrations, so the longest
   * {@code renewMillis} of any group; at least 1; default 100. A name server that has run for less
   * answers that it is warming up.
   */
  public NameServerOptions setRenewMillis(long renewMillis) {
    this.renewMillis = renewMillis;
    return this;
  }

  public int getRegistrations() {
    return registrations;
  }

  /** Servers of all groups, at least 1; further ones are refused; default 100,000. */
  public NameServerOptions setRegistrations(int registrations) {
    this.registrations = registrations;
    return this;
  }

  public int getServersPerGroup() {
    return serversPerGroup;
  }

  /** Servers of one group, at least 1; further ones are refused; default 1,024. */
  public NameServerOptions setServersPerGroup(int serversPerGroup) {
    this.serversPerGroup = serversPerGroup;
    return this;
  }

  public int getRememberedGroups() {
    return rememberedGroups;
  }

  /** Groups without servers of which the in-sync set is remembered, at least 1; default 100,000. */
  public NameServerOptions setRememberedGroups(int rememberedGroups) {
    this.rememberedGroups = rememberedGroups;
    return this;
  }

  public long getLeaseMillis() {
    return leaseMillis;
  }

  /** Milliseconds of the longest lease that is granted, at least 1; default one hour. */
  public NameServerOptions setLeaseMillis(long leaseMillis) {
    this.leaseMillis = leaseMillis;
    return this;
  }

  /**
   * The bounds that these options set.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  RegistryLimits toLimits() {
    if (renewMillis < 1) {
      throw new IllegalArgumentException(
          "name server options: \"renewMillis\" has to be at least 1");
    }
    return new RegistryLimits(
        registrations,
        serversPerGroup,
        rememberedGroups,
        leaseMillis,
        RegistryLimits.DEFAULT.refusalEventMillis());
  }
}
