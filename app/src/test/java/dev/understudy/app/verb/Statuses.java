package dev.understudy.app.verb;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a gateway says of groups. */
final class Statuses {

  private Statuses() {}

  /** A group that is well. */
  static JsonObject group(String name, int master, int... servers) {
    JsonArray all = new JsonArray();
    for (int server : servers) {
      all.add(server(server, server == master ? "master" : "backup", true));
    }
    return group(name, all)
        .put("master", new JsonObject().put("serverId", master).put("epoch", "3/" + master));
  }

  /** A group without a master. */
  static JsonObject group(String name, JsonArray servers) {
    return new JsonObject()
        .put("group", name)
        .put("mode", "consistent")
        .put("master", null)
        .put("servers", servers)
        .put("nameServers", new JsonArray().add(new JsonObject().put("id", "n")))
        .put("millisWithSeveralMasters", 0)
        .put("millisWithNoMaster", 120);
  }

  static JsonObject server(int id, String role, boolean inSync) {
    return new JsonObject()
        .put("serverId", id)
        .put("role", role)
        .put("epoch", "3/1")
        .put("lastIndex", 7)
        .put("commitIndex", 7)
        .put("inSync", inSync)
        .put("priority", new JsonArray().add(0))
        .put("digest", "0123456789abcdef")
        .put("lastCheck", new JsonObject().put("trigger", "timer").put("result", "agreement"));
  }
}
