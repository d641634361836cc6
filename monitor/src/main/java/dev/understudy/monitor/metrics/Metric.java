package dev.understudy.monitor.metrics;

import java.util.Locale;

/** All metrics of a gateway. What each means for an operator is in {@code docs/operations.md}. */
public enum Metric {
  REQUESTS("requests", "seconds", "Requests and queries that this gateway passed on"),

  GROUPS("groups", "", "Groups that have a registered server"),
  GROUPS_UNOBSERVED("groups.unobserved", "", "Groups over the bound, of which nothing is told"),
  MASTERS("masters", "", "Servers of the group that say that they are master"),
  SERVERS("servers", "", "Servers of the group that are registered"),
  SERVERS_IN_SYNC("servers.in.sync", "", "Servers of the group that are in sync"),
  SERVERS_UNREACHABLE("servers.unreachable", "", "Registered servers that do not answer"),
  SERVERS_MISSING("servers.missing", "", "Configured voters that are not registered"),
  SERVER_IN_SYNC("server.in.sync", "", "Whether the server is in sync: 1 or 0"),
  SERVER_LAG("server.lag.entries", "", "Entries that the server lacks of what is committed"),
  COMMIT_INDEX("commit.index", "", "The last committed entry of the group"),
  SESSIONS("sessions", "", "Sessions that the group remembers"),
  IN_FLIGHT("in.flight", "bytes", "Bytes sent to backups and not acknowledged yet"),
  DIVERGED_RECORDS("diverged.records", "", "Requests whose history did not survive"),
  STATE_TRANSFER_RECEIVED(
      "state.transfer.received", "bytes", "Bytes that have arrived of a state being fetched"),
  STATE_TRANSFER_SIZE("state.transfer.size", "bytes", "Bytes of a state being fetched"),
  NAME_SERVERS("name.servers", "", "Name servers that tell of the group"),
  NAME_SERVERS_DISAGREE(
      "name.servers.disagree", "", "Whether name servers name different masters: 1 or 0"),
  SEVERAL_MASTERS("several.masters", "seconds", "Time with more masters than there should be"),
  NO_MASTER("no.master", "seconds", "Time without a master"),

  CHECKS("checks", "", "Self-checks that servers completed"),
  RECOVERIES("recoveries", "", "Steps of recoveries that servers took"),
  SYNCHRONIZATION_FAILURES("synchronization.failures", "", "Synchronizations that did not succeed"),
  ELECTIONS("elections", "", "Masterships that began"),
  DUPLICATES("duplicates", "", "Times that a name server saw more masters than there should be"),
  INCIDENTS("incidents", "", "Events that a person should look at"),
  EVENTS("events", "", "Events that this gateway heard"),

  OBSERVATION("observation", "seconds", "How long it took to ask all groups for their state"),
  OBSERVATION_FAILURES("observation.failures", "", "Times that no name server answered"),
  GATEWAY_ERRORS("gateway.errors", "", "Requests that this gateway answered with an error"),
  GATEWAY_UNDER_WAY(
      "gateway.requests.under.way", "", "Requests that this gateway has not answered"),
  GATEWAY_CONNECTIONS("gateway.connections", "", "Connections that are open"),
  GATEWAY_STREAMS("gateway.streams", "", "Event streams that are open");

  private static final String PREFIX = "understudy.";

  private final String name;
  private final String unit;
  private final String meaning;

  Metric(String name, String unit, String meaning) {
    this.name = PREFIX + name;
    this.unit = unit;
    this.meaning = meaning;
  }

  /** The name to the registry; Prometheus's has the unit, and {@code total} where it counts. */
  String text() {
    return name;
  }

  String unit() {
    return unit;
  }

  String meaning() {
    return meaning;
  }

  /** The name as Prometheus has it, without {@code _total}: {@code understudy_requests_seconds}. */
  public String exposedName() {
    String base = unit.isEmpty() || name.endsWith(unit) ? name : name + "." + unit;
    return base.toLowerCase(Locale.ROOT).replace('.', '_');
  }
}
