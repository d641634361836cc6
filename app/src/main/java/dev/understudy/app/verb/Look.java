package dev.understudy.app.verb;

import dev.understudy.app.ExitCode;
import dev.understudy.app.Failure;
import dev.understudy.wire.Documents;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway knows at one time.
 *
 * @param groups all that are looked at, as its overview has them
 * @param statuses of the first of them
 */
record Look(List<JsonObject> groups, List<GroupStatus> statuses) {

  /** Groups whose servers are asked for, at most. */
  static final int MOST_GROUPS = 50;

  /**
   * Looks.
   *
   * @param group the only one that is wanted, if there is one
   * @param most groups whose servers are asked for
   * @throws Failure if there is no such group
   */
  static Look at(Gateway gateway, Optional<String> group, int most) {
    List<JsonObject> groups = new ArrayList<>();
    for (JsonObject one : Documents.objects(gateway.get("/api/overview").json(), "groups")) {
      if (group.map(name(one)::equals).orElse(true)) {
        groups.add(one);
      }
    }
    if (groups.isEmpty() && group.isPresent()) {
      // it may be one over the gateway's bound of what it observes; if not, this says so
      GroupStatus only = GroupStatus.of(gateway, group.get());
      return new Look(List.of(new JsonObject().put("group", group.get())), List.of(only));
    }
    List<GroupStatus> statuses = new ArrayList<>();
    for (JsonObject one : groups.subList(0, Math.min(most, groups.size()))) {
      status(gateway, name(one)).ifPresent(statuses::add);
    }
    return new Look(List.copyOf(groups), List.copyOf(statuses));
  }

  /** {@code {"groups":[..],"statuses":[..]}}. */
  JsonObject json() {
    JsonArray told = new JsonArray();
    statuses.forEach(status -> told.add(status.json()));
    return new JsonObject().put("groups", new JsonArray(groups)).put("statuses", told);
  }

  /** Empty for a group that has gone meanwhile. */
  private static Optional<GroupStatus> status(Gateway gateway, String group) {
    try {
      return Optional.of(GroupStatus.of(gateway, group));
    } catch (Failure e) {
      if (e.exitCode() == ExitCode.UNKNOWN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String name(JsonObject group) {
    return String.valueOf(group.getValue("group"));
  }
}
