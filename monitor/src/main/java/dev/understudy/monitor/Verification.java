package dev.understudy.monitor;

import dev.understudy.monitor.NameServers.Roster;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares the digests of all servers of a group at one index (protocol section 9): the highest
 * that every server which is in sync has executed. Only if all servers know it, and agree, they are
 * consistent. Servers forget the digests of indexes long gone, so a busy group may need a few
 * tries.
 */
final class Verification {

  private static final int TRIES = 5;

  private final Servers servers;

  Verification(Servers servers) {
    this.servers = servers;
  }

  /** {@code {"group","index","consistent","servers":[{"serverId","digest"}]}}. */
  Future<JsonObject> verify(String group, Roster roster) {
    return verify(group, roster, 1);
  }

  private Future<JsonObject> verify(String group, Roster roster, int attempt) {
    return servers
        .tellAll(group, roster, new ControlProtocol.Status())
        .compose(
            statuses -> {
              long index = commonIndex(statuses);
              return servers
                  .tellAll(group, roster, new ControlProtocol.DigestAt(index))
                  .map(digests -> found(group, roster, index, digests));
            })
        .compose(
            found ->
                attempt == TRIES || isSettled(found)
                    ? Future.succeededFuture(found)
                    : verify(group, roster, attempt + 1));
  }

  private static long commonIndex(List<Optional<JsonObject>> statuses) {
    return statuses.stream()
        .flatMap(Optional::stream)
        .filter(status -> Boolean.TRUE.equals(status.getValue("inSync")))
        .mapToLong(status -> status.getLong("executedIndex", 0L))
        .min()
        .orElse(0);
  }

  private static JsonObject found(
      String group, Roster roster, long index, List<Optional<JsonObject>> digests) {
    JsonArray compared = new JsonArray();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < digests.size(); i++) {
      Object digest = digests.get(i).map(answer -> answer.getValue("digest")).orElse(null);
      int server = roster.registrations().get(i).server().number();
      compared.add(new JsonObject().put("serverId", server).put("digest", digest));
      values.add(String.valueOf(digest));
    }
    boolean known = values.stream().noneMatch(String.valueOf((Object) null)::equals);
    return new JsonObject()
        .put("group", group)
        .put("index", index)
        .put("consistent", known && values.stream().distinct().count() == 1)
        .put("servers", compared);
  }

  /** Whether a further try would find nothing else: all are equal, or two of them differ. */
  private static boolean isSettled(JsonObject found) {
    long different =
        found.getJsonArray("servers").stream()
            .map(server -> ((JsonObject) server).getValue("digest"))
            .filter(Objects::nonNull)
            .distinct()
            .count();
    return different > 1 || Boolean.TRUE.equals(found.getValue("consistent"));
  }
}
