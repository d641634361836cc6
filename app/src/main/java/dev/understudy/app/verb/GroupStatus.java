package dev.understudy.app.verb;

import dev.understudy.app.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a gateway knows of a group, and whether that is well. */
public record GroupStatus(JsonObject json) {

  private static final String MASTER = "master";

  /** The status of one group. */
  public static GroupStatus of(Gateway gateway, String group) {
    return new GroupStatus(gateway.get(Gateway.path(group)).json());
  }

  /** The names of all groups. */
  static List<String> names(Gateway gateway) {
    Object groups = gateway.get("/api/groups").json().getValue("groups");
    List<String> names = new ArrayList<>();
    if (groups instanceof JsonArray array) {
      for (Object group : array) {
        names.add(group instanceof JsonObject one ? one.getString("group") : group.toString());
      }
    }
    return names;
  }

  String group() {
    return json.getString("group", "?");
  }

  /** The server that answers clients, as far as the gateway knows. */
  public Optional<JsonObject> master() {
    return Optional.ofNullable(json.getJsonObject(MASTER));
  }

  /** All servers that are registered. */
  public List<JsonObject> servers() {
    List<JsonObject> servers = new ArrayList<>();
    for (Object server : json.getJsonArray("servers", new JsonArray())) {
      if (!(server instanceof JsonObject one)) {
        throw Failure.error("the gateway's answer is not understood: is this Understudy?");
      }
      servers.add(one);
    }
    return servers;
  }

  /** How many servers say that they are the master. */
  public long masters() {
    return servers().stream()
        .filter(server -> MASTER.equalsIgnoreCase(server.getString("role")))
        .count();
  }

  /** The configured voters that are not registered. */
  private List<Object> missing() {
    List<Object> missing = new ArrayList<>();
    json.getJsonArray("voters", new JsonArray()).forEach(missing::add);
    servers().forEach(server -> missing.remove(server.getValue("serverId")));
    return missing;
  }

  /**
   * What is not well; empty if one server is master, all that are registered or configured as
   * voters are in sync, and they are enough.
   *
   * @param least servers that there should be
   */
  public List<String> complaints(int least) {
    List<String> complaints = new ArrayList<>();
    long masters = masters();
    if (masters == 0 || master().isEmpty()) {
      complaints.add("no master");
    } else if (masters > 1) {
      complaints.add(masters + " masters");
    }
    for (JsonObject server : servers()) {
      if (!Boolean.TRUE.equals(server.getValue("inSync"))) {
        complaints.add("server " + server.getValue("serverId") + " is not in sync");
      }
    }
    for (Object voter : missing()) {
      complaints.add("voter " + voter + " is not registered");
    }
    if (servers().size() < least) {
      complaints.add(servers().size() + " of " + least + " servers");
    }
    return complaints;
  }
}
