package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway says of groups that have fewer servers than they had, or none. */
class LostServersTest {

  private final PlayedCluster cluster = new PlayedCluster();
  private TestGateway gateway;

  @BeforeEach
  void start() throws InterruptedException {
    cluster.group("kv", 1, 2, 3);
    gateway = cluster.gateway();
    assertThat(group("kv", overview("kv", 3)).getJsonArray("concerns")).isEmpty();
  }

  @AfterEach
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void aGroupThatLostServersIsNotWell() throws InterruptedException {
    cluster.group("kv", 1);

    JsonObject kv = group("kv", overview("kv", 1));

    assertThat(kv.getJsonArray("concerns")).containsExactly("fewer-servers");
    assertThat(kv.getInteger("absent")).isEqualTo(2);
    assertThat(gateway.get("/api/groups/kv").json().getJsonArray("absentServers"))
        .containsExactly(2, 3);
  }

  @Test
  void aGroupThatLostAllOfThemIsNotForgotten() throws InterruptedException {
    cluster.noGroup("kv");

    JsonObject kv = group("kv", overview("kv", 0));

    assertThat(kv.getJsonArray("concerns")).containsExactly("group-gone");
    assertThat(kv.getInteger("absent")).isEqualTo(3);
    assertThat(kv.getValue("mode")).isNull();
    TestGateway.Answer answer = gateway.get("/api/groups/kv");
    answer.requireError(404, "unknown-group");
    assertThat(answer.json().getString("message")).contains("any more", "were 3");
    assertThat(gateway.get("/metrics").text()).doesNotContain("understudy_masters{group=\"kv\"}");
  }

  @Test
  void aGroupThatCannotBeAskedStaysAsItWasAndIsNotWell() throws InterruptedException {
    cluster.tellNothingOf("kv");

    JsonObject kv =
        group(
            "kv",
            gateway.getUntil(
                "/api/overview",
                seen -> group("kv", seen).getJsonArray("concerns").contains("not-observed")));

    assertThat(kv.getInteger("servers")).isEqualTo(3);
    assertThat(kv.getInteger("master")).isEqualTo(1);
    assertThat(kv.getValue("requestsPerSecond")).isNull();
    assertThat(gateway.get("/metrics").text()).contains("understudy_masters{group=\"kv\"} 1.0");
  }

  @Test
  void aGroupThatCouldNeverBeAskedIsNotWellAndHasNoFigures() throws InterruptedException {
    cluster.tellNothingOf("dark");
    cluster.group("dark", 1);

    JsonObject dark = group("dark", overview("dark", 0));

    assertThat(dark.getJsonArray("concerns")).containsExactly("not-observed");
    assertThat(gateway.get("/metrics").text()).doesNotContain("understudy_masters{group=\"dark\"}");
  }

  @Test
  void aNameServerThatFellSilentIsMissedUntilAnotherTakesItsPlace() throws InterruptedException {
    cluster.nameServer("n2", new JsonObject());
    gateway.getUntil("/api/groups/kv", seen -> seen.getJsonArray("nameServers").size() == 2);
    cluster.silence("n2");

    JsonObject kv =
        gateway.getUntil(
            "/api/groups/kv", seen -> !seen.getJsonArray("silentNameServers").isEmpty());

    assertThat(kv.getJsonArray("silentNameServers")).containsExactly("n2");
    gateway.getUntil(
        "/api/overview",
        seen -> group("kv", seen).getJsonArray("concerns").contains("name-server-silent"));
    cluster.nameServer("n3", new JsonObject());
    gateway.getUntil("/api/groups/kv", seen -> seen.getJsonArray("silentNameServers").isEmpty());
  }

  @Test
  void aServerThatLeftOnPurposeIsNotMissed() throws InterruptedException {
    cluster.event("kv", 3, "server-left");
    cluster.group("kv", 1, 2);

    JsonObject overview =
        gateway.getUntil(
            "/api/overview",
            seen ->
                group("kv", seen).getInteger("servers") == 2
                    && group("kv", seen).getJsonArray("concerns").isEmpty());

    assertThat(group("kv", overview).getInteger("absent")).isZero();
  }

  @Test
  void aGroupIsRememberedAlsoWhereNobodyHasLooked() throws InterruptedException {
    cluster.event("unseen", 1, "server-joined");
    cluster.event("unseen", 2, "check-completed");

    JsonObject unseen = group("unseen", overview("unseen", 0));

    assertThat(unseen.getJsonArray("concerns")).containsExactly("group-gone");
    assertThat(unseen.getInteger("absent")).isEqualTo(2);
  }

  @Test
  void timesAreThoseOfTheNameServerThatAgreesAndHasWatchedForLongest() throws InterruptedException {
    cluster.nameServer("n1", seen(1, 100, 7));
    cluster.nameServer("n2", seen(1, 900, 5));
    cluster.nameServer("n3", seen(2, 5_000, 4_000));

    JsonObject kv =
        gateway.getUntil("/api/groups/kv", now -> now.getJsonArray("nameServers").size() == 3);

    assertThat(kv.getLong("millisWithNoMaster")).isEqualTo(5);
    assertThat(kv.getLong("millisWithSeveralMasters")).isEqualTo(5);
  }

  private static JsonObject seen(int retained, long watched, long millis) {
    return new JsonObject()
        .put("retained", retained)
        .put("millisWatched", watched)
        .put("millisWithNoMaster", millis)
        .put("millisWithSeveralMasters", millis);
  }

  @Test
  void noMoreGroupsAreRememberedThanTheBound() {
    RecentServers recent = new RecentServers(1, () -> 0);
    JsonObject event = new JsonObject().put("server", 1);
    recent.happened("first", "server-joined", event);
    recent.happened("second", "server-joined", event);

    assertThat(recent.gone(java.util.List.of()))
        .containsExactly(new RecentServers.Gone("first", 1));
  }

  private JsonObject overview(String group, int servers) throws InterruptedException {
    return gateway.getUntil(
        "/api/overview", seen -> group(group, seen).getInteger("servers", -1) == servers);
  }

  private static JsonObject group(String name, JsonObject overview) {
    JsonArray groups = overview.getJsonArray("groups");
    return groups.stream()
        .map(JsonObject.class::cast)
        .filter(group -> group.getString("group").equals(name))
        .findFirst()
        .orElseGet(JsonObject::new);
  }
}
