package dev.understudy.monitor.metrics;

import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group at one moment, in numbers.
 *
 * @param master the number of the master; negative if there is none
 * @param epoch its epoch, or empty
 * @param missing how many of the configured voters are not registered
 * @param absent how many servers were there within the last hour, did not leave on purpose, and are
 *     not registered, besides the voters that are missing
 * @param silentNameServers how many answered lately and do not now
 * @param disagree whether name servers name different masters, or another than the one that acts
 */
public record GroupSummary(
    String group,
    String mode,
    int master,
    String epoch,
    List<ServerSummary> servers,
    long missing,
    long absent,
    long commitIndex,
    long sessions,
    long divergedRecords,
    long inFlightBytes,
    int nameServers,
    int silentNameServers,
    boolean disagree,
    long millisWithSeveralMasters,
    long millisWithNoMaster) {

  private static final String MASTER = "master";

  public GroupSummary {
    servers = List.copyOf(servers);
  }

  /**
   * One server of it.
   *
   * @param inSync with the master that counts
   */
  public record ServerSummary(
      int serverId,
      String role,
      boolean inSync,
      long lag,
      long receivedStateBytes,
      long totalStateBytes) {

    boolean isUnreachable() {
      return role.equals("unreachable");
    }
  }

  /** The summary of what {@code GET /api/groups/{group}} tells. */
  public static GroupSummary of(JsonObject status) {
    JsonObject master =
        status.getValue(MASTER) instanceof JsonObject named ? named : new JsonObject();
    List<JsonObject> servers = Documents.objects(status, "servers");
    long committed = servers.stream().mapToLong(one -> number(one, "commitIndex")).max().orElse(0);
    JsonObject acting =
        servers.stream()
            .filter(one -> Objects.equals(one.getValue("serverId"), master.getValue("serverId")))
            .findFirst()
            .orElse(new JsonObject());
    List<JsonObject> nameServers = Documents.objects(status, "nameServers");
    return new GroupSummary(
        status.getString("group", ""),
        status.getString("mode", ""),
        master.getInteger("serverId", -1),
        Objects.requireNonNullElse(master.getString("epoch"), ""),
        servers.stream().map(one -> server(one, committed, master.getValue("serverId"))).toList(),
        missing(status.getJsonArray("voters", new JsonArray()), servers),
        status.getJsonArray("absentServers", new JsonArray()).size(),
        committed,
        number(acting, "sessions"),
        number(acting, "divergedRecords"),
        number(acting, "inFlightBytes"),
        nameServers.size(),
        status.getJsonArray("silentNameServers", new JsonArray()).size(),
        disagree(nameServers, acting),
        number(status, "millisWithSeveralMasters"),
        number(status, "millisWithNoMaster"));
  }

  /** Of a group of which nothing is known but that so many servers are not there any more. */
  public static GroupSummary gone(String group, int absent) {
    return of(
        new JsonObject()
            .put("group", group)
            .put("absentServers", new JsonArray(Collections.nCopies(absent, 0))));
  }

  /** Of a group that has servers, of which nothing else is known. */
  public static GroupSummary unknown(String group) {
    return of(new JsonObject().put("group", group));
  }

  /** Whether any server of it is known. */
  public boolean isKnown() {
    return !servers.isEmpty();
  }

  /** How many servers say that they are master. */
  public long masters() {
    return servers.stream().filter(server -> server.role().equals(MASTER)).count();
  }

  public long inSync() {
    return servers.stream().filter(ServerSummary::inSync).count();
  }

  public long unreachable() {
    return servers.stream().filter(ServerSummary::isUnreachable).count();
  }

  private static ServerSummary server(
      JsonObject server, long committed, @Nullable Object keptMaster) {
    String role = server.getString("role", "");
    Object last = server.getValue("lastIndex");
    return new ServerSummary(
        server.getInteger("serverId", -1),
        role,
        Boolean.TRUE.equals(server.getValue("inSync")) && follows(server, keptMaster),
        last instanceof Number index ? Math.max(0, committed - index.longValue()) : -1,
        number(server, "receivedStateBytes"),
        number(server, "totalStateBytes"));
  }

  /**
   * Where there are several masters, those in sync with another than the one that counts are not.
   */
  private static boolean follows(JsonObject server, @Nullable Object keptMaster) {
    Object followed = server.getValue(MASTER);
    return keptMaster == null || followed == null || followed.equals(keptMaster);
  }

  private static long missing(JsonArray voters, List<JsonObject> servers) {
    return voters.stream()
        .filter(voter -> servers.stream().noneMatch(one -> voter.equals(one.getValue("serverId"))))
        .count();
  }

  private static boolean disagree(List<JsonObject> nameServers, JsonObject acting) {
    Set<Object> named = new LinkedHashSet<>();
    for (JsonObject nameServer : nameServers) {
      if (!Boolean.TRUE.equals(nameServer.getValue("warmingUp"))) {
        named.add(String.valueOf(nameServer.getValue("retained")));
      }
    }
    if (!acting.isEmpty()) {
      named.add(String.valueOf(acting.getValue("serverId")));
    }
    return named.size() > 1;
  }

  private static long number(JsonObject of, String name) {
    return of.getValue(name) instanceof Number number ? number.longValue() : 0;
  }
}
