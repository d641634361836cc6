package dev.understudy.benchmarks.measure;

import dev.understudy.benchmarks.node.CountingService;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a cluster is to be.
 *
 * @param modes one group of each
 * @param servers of each group; each member process has one of every group
 * @param member what its servers' options have besides the usual
 * @param client options of clients of groups
 * @param flags of Java, besides the usual
 */
record Layout(
    List<Mode> modes, int servers, JsonObject member, JsonObject client, List<String> flags) {

  private static final int USUAL_SERVERS = 3;

  Layout {
    modes = List.copyOf(modes);
    flags = List.copyOf(flags);
  }

  /** Three servers, default settings. */
  static Layout of(Collection<Mode> modes) {
    return new Layout(
        List.copyOf(modes), USUAL_SERVERS, new JsonObject(), new JsonObject(), List.of());
  }

  Layout withServers(int number) {
    return new Layout(modes, number, member, client, flags);
  }

  Layout withMember(JsonObject options) {
    return new Layout(modes, servers, options, client, flags);
  }

  Layout withClient(JsonObject options) {
    return new Layout(modes, servers, member, options, flags);
  }

  Layout withFlags(List<String> more) {
    return new Layout(modes, servers, member, client, more);
  }

  /** The name of the group of a mode. */
  static String group(Mode mode) {
    return "bench-" + mode.name().toLowerCase(Locale.ROOT);
  }

  /** The servers of one process, as a node's configuration has them. */
  JsonArray members(int id) {
    JsonArray members = new JsonArray();
    for (Mode mode : modes) {
      JsonObject options =
          new JsonObject()
              .put("group", group(mode))
              .put("serverId", id)
              .put("service", CountingService.class.getName());
      if (mode == Mode.CONSISTENT) {
        options.put("voters", new JsonArray(IntStream.rangeClosed(1, servers).boxed().toList()));
      } else {
        options.put("available", true);
      }
      members.add(options.mergeIn(member));
    }
    return members;
  }
}
