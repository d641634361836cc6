package dev.understudy.monitor.drill;

import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * How a group is, as a drill has to know it.
 *
 * @param consistent whether a majority decides in it
 * @param masters the servers that say that they are master
 * @param servers how many there are
 * @param inSync how many of them are in sync
 */
public record Situation(boolean consistent, List<Integer> masters, int servers, int inSync) {

  public Situation {
    masters = List.copyOf(masters);
  }

  /** What {@code GET /api/groups/{group}} tells. */
  public static Situation of(JsonObject status) {
    List<Integer> masters = new ArrayList<>();
    int all = 0;
    int inSync = 0;
    for (JsonObject server : Documents.objects(status, "servers")) {
      all++;
      inSync += Boolean.TRUE.equals(server.getValue("inSync")) ? 1 : 0;
      if ("master".equals(server.getValue("role"))) {
        masters.add(server.getInteger("serverId", -1));
      }
    }
    return new Situation("consistent".equals(status.getValue("mode")), masters, all, inSync);
  }

  /** One master, and everybody in sync. */
  public boolean isWell() {
    return masters.size() == 1 && inSync == servers;
  }
}
