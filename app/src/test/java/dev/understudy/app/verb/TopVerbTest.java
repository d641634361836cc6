package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of groups and servers. */
class TopVerbTest {

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @BeforeEach
  void start() {
    gateway.on("GET /api/overview", 200, overview("kv", "stock"));
    gateway.on("GET /api/groups/kv", 200, Statuses.group("kv", 1, 1, 2, 10).encode());
    gateway.on("GET /api/groups/stock", 200, Statuses.group("stock", 2, 1, 2).encode());
  }

  @Test
  void showsGroupsAndBelowThemTheirServers() {
    CommandRun run = top("--rounds", "1");
    assertThat(run.exitCode()).isZero();
    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(0))
        .startsWith("GROUP  MODE        MASTER  EPOCH  MASTERS  IN SYNC  REQ/S");
    assertThat(lines.get(1)).startsWith("kv     consistent  1       3/1    1        3/3      12.5");
    assertThat(lines.get(1)).endsWith("not-in-sync");
    assertThat(lines).contains("kv", "stock");
    assertThat(run.out()).containsPattern("10 +backup +3/1 +7 +7 +0 +yes");
  }

  @Test
  void saysNoLagOfServersWhoseHistoriesAreNotOne() {
    JsonObject status = Statuses.group("kv", 1, 1, 2);
    JsonObject backup = status.getJsonArray("servers").getJsonObject(1).put("lastIndex", 5);
    gateway.on("GET /api/groups/kv", 200, status.encode());
    assertThat(top("kv", "--rounds", "1").out()).containsPattern("2 +backup +3/1 +5 +7 +2 +yes");

    backup.put("epoch", "2/2");
    gateway.on("GET /api/groups/kv", 200, status.encode());
    assertThat(top("kv", "--rounds", "1").out()).containsPattern("2 +backup +2/2 +5 +7 +- +yes");

    backup.put("role", "master");
    gateway.on("GET /api/groups/kv", 200, status.encode());
    assertThat(top("kv", "--rounds", "1").out()).containsPattern("2 +master +2/2 +5 +7 +- +yes");
  }

  @Test
  void showsHowFarAStateIsThatAServerFetches() {
    JsonObject status = Statuses.group("kv", 1, 1, 2);
    status
        .getJsonArray("servers")
        .getJsonObject(1)
        .put("receivedStateBytes", 52_428_800)
        .put("totalStateBytes", 104_857_600);
    gateway.on("GET /api/groups/kv", 200, status.encode());
    assertThat(top("kv", "--rounds", "1").out()).contains("[#####-----] 50 % of 100.0 MiB");
  }

  @Test
  void looksAgainAndAgainAndSaysWhenWhatItShowsIsOld() {
    AtomicInteger looks = new AtomicInteger();
    gateway.on("GET /api/overview", asked -> looks.incrementAndGet() == 1 ? overview("kv") : "?");
    CommandRun run = top("--rounds", "2", "--interval", "200ms");
    assertThat(run.out()).containsSubsequence("GROUP", "STALE: the gateway's answer is", "GROUP");
  }

  @Test
  void isOneDocumentALookForMachines() {
    CommandRun run = top("kv", "--rounds", "2", "--interval", "200ms", "--json");
    assertThat(run.out().lines()).hasSize(2);
    JsonObject look = new JsonObject(run.out().lines().findFirst().orElseThrow());
    assertThat(look.getJsonArray("groups")).hasSize(1);
    assertThat(look.getJsonArray("statuses").getJsonObject(0).getString("group")).isEqualTo("kv");
  }

  @Test
  void failsForAGroupThatThereIsNot() {
    gateway.on("GET /api/groups/nobody", 404, "{\"code\":\"unknown-group\",\"message\":\"m\"}");
    assertThat(top("nobody")).isEqualTo(new CommandRun(3, "", "understudy: m\n"));
    assertThat(top("--interval", "1ms").exitCode()).isEqualTo(2);
  }

  private static String overview(String... groups) {
    JsonArray all = new JsonArray();
    for (String group : groups) {
      all.add(
          new JsonObject()
              .put("group", group)
              .put("mode", "consistent")
              .put("master", 1)
              .put("epoch", "3/1")
              .put("masters", 1)
              .put("servers", 3)
              .put("inSync", 3)
              .put("requestsPerSecond", 12.49)
              .put("p99Millis", null)
              .put("concerns", new JsonArray().add("not-in-sync")));
    }
    return new JsonObject().put("groups", all).encode();
  }

  private CommandRun top(String... arguments) {
    List<String> all = new ArrayList<>(List.of("top", "--endpoint", gateway.url()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(new String[0]));
  }
}
