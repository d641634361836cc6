package dev.understudy.benchmarks.node;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** One server of each of many CONSISTENT groups of three. */
final class ManyGroups {

  private ManyGroups() {}

  /** Of the groups, numbered from 1. */
  static String name(int number) {
    return "bench-" + number;
  }

  static JsonArray members(int groups, int serverId) {
    JsonArray members = new JsonArray();
    for (int group = 1; group <= groups; group++) {
      members.add(
          new JsonObject()
              .put("group", name(group))
              .put("serverId", serverId)
              .put("voters", new JsonArray(List.of(1, 2, 3)))
              .put("service", CountingService.class.getName()));
    }
    return members;
  }
}
