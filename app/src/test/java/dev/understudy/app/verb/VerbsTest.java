package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each verb asks and what it makes of the answer. */
class VerbsTest {

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @Test
  void requestPrintsTheResultOfTheService() {
    gateway.on("POST /api/groups/kv/requests", 200, "{\"previous\":null}");
    CommandRun run = run("request", "kv", "{\"op\":\"put\"}");
    assertThat(run).isEqualTo(new CommandRun(0, line("{\"previous\":null}"), ""));
    assertThat(gateway.asked()).containsExactly("POST /api/groups/kv/requests {\"op\":\"put\"}");
  }

  @Test
  void requestAsJsonTellsWhereInTheHistoryItIs() {
    Map<String, String> place = Map.of("Understudy-Epoch", "5/1", "Understudy-Index", "42");
    gateway.on("POST /api/groups/kv/requests", 200, "{\"previous\":null}", place);
    assertThat(run("request", "kv", "x", "--json").out())
        .isEqualTo(line("{\"result\":{\"previous\":null},\"epoch\":\"5/1\",\"index\":42}"));
  }

  @Test
  void aResultThatIsNotJsonComesAsBase64InADocument() {
    gateway.on("POST /api/groups/kv/queries", 200, "<1>");
    assertThat(run("query", "kv", "x", "--json").out())
        .isEqualTo(line("{\"result\":{\"base64\":\"PDE+\"}}"));
  }

  @Test
  void queryMayAskAnyServer() {
    gateway.on("POST /api/groups/kv/queries?consistency=stale", 200, "{\"value\":\"1\"}");
    assertThat(run("query", "kv", "x", "--stale").out()).isEqualTo(line("{\"value\":\"1\"}"));
  }

  @Test
  void groupsListsNames() {
    gateway.on("GET /api/groups", 200, "{\"groups\":[\"a\",\"kv\"]}");
    assertThat(run("groups").out()).isEqualTo(line("a") + line("kv"));
    assertThat(run("groups", "--json").out()).isEqualTo(line("{\"groups\":[\"a\",\"kv\"]}"));
  }

  @Test
  void statusAlignsTheServersOfAGroup() {
    gateway.on("GET /api/groups/kv", 200, Statuses.group("kv", 1, 1, 2, 10).encode());
    List<String> lines = run("status", "kv").out().lines().toList();
    assertThat(lines.get(0)).isEqualTo("kv  consistent  master 1, epoch 3/1");
    assertThat(lines.get(1)).startsWith("SERVER  ROLE    EPOCH  LAST  COMMIT  IN SYNC");
    assertThat(lines.get(2)).startsWith("1       master  3/1    7     7       yes");
    assertThat(lines.get(2)).endsWith("agreement");
    assertThat(lines.get(4)).startsWith("10      backup  3/1    7     7       yes");
  }

  @Test
  void statusWithoutAGroupShowsAll() {
    gateway.on("GET /api/groups", 200, "{\"groups\":[\"a\",\"b\"]}");
    gateway.on("GET /api/groups/a", 200, Statuses.group("a", 1, 1).encode());
    gateway.on("GET /api/groups/b", 200, Statuses.group("b", 2, 2).encode());
    assertThat(run("status").out()).contains("a  consistent  master 1", "b  consistent  master 2");
    assertThat(new JsonObject(run("status", "--json").out()).getJsonArray("groups")).hasSize(2);
  }

  @Test
  void checkShowsWhatEachServerFound() {
    gateway.on(
        "POST /api/groups/kv/checks",
        200,
        "{\"checks\":[{\"serverId\":1,\"found\":\"consistent\"}]}");
    assertThat(run("check", "kv").out())
        .isEqualTo(line("SERVER ID  FOUND") + line("1          consistent"));
  }

  @Test
  void verifySaysByItsExitCodeWhetherTheServersAgree() {
    String servers = "\"servers\":[{\"serverId\":1,\"digest\":\"0f\"}]";
    gateway.on("POST /api/groups/kv/verifications", 200, "{\"consistent\":true," + servers + "}");
    assertThat(run("verify", "kv").exitCode()).isZero();
    gateway.on("POST /api/groups/kv/verifications", 200, "{\"consistent\":false," + servers + "}");
    assertThat(run("verify", "kv").exitCode()).isEqualTo(10);
  }

  @Test
  void transferAndRecoverNameTheServer() {
    gateway.on("POST /api/groups/kv/transfers", 200, "{\"done\":\"2 is master\"}");
    gateway.on("POST /api/groups/kv/recoveries", 200, "{}");
    assertThat(run("transfer", "kv", "2").out()).isEqualTo(line("2 is master"));
    assertThat(run("recover", "kv", "--from", "1").out())
        .isEqualTo(line("kv goes on from server 1"));
    assertThat(gateway.asked())
        .containsExactly(
            "POST /api/groups/kv/transfers {\"serverId\":2}",
            "POST /api/groups/kv/recoveries {\"serverId\":1}");
  }

  @Test
  void divergedListsAndExportsReplaysAndDrops(@TempDir Path folder) throws IOException {
    JsonObject record =
        new JsonObject().put("epoch", "2/2").put("index", 9).put("payload", new JsonObject());
    String records = new JsonObject().put("records", new JsonArray().add(record)).encode();
    gateway.on("GET /api/groups/kv/diverged", 200, records);
    gateway.on("POST /api/groups/kv/diverged/replays", 200, "{\"done\":\"1 replayed\"}");
    gateway.on("DELETE /api/groups/kv/diverged", 200, "{\"done\":\"1 dropped\"}");
    Path file = folder.resolve("diverged.json");

    assertThat(run("diverged", "kv").out()).contains("EPOCH  INDEX", "2/2    9");
    assertThat(run("diverged", "kv", "list", "--json").out()).isEqualTo(line(records));
    assertThat(run("diverged", "kv", "export", "--output", file.toString()).exitCode()).isZero();
    assertThat(new JsonObject(Files.readString(file))).isEqualTo(new JsonObject(records));
    assertThat(run("diverged", "kv", "replay").out()).isEqualTo(line("1 replayed"));
    assertThat(run("diverged", "kv", "drop").out()).isEqualTo(line("1 dropped"));
    assertThat(run("diverged", "kv", "replay", "--json").out())
        .isEqualTo(line("{\"done\":\"1 replayed\"}"));
    assertThat(run("diverged", "kv", "drop", "--expected", "1", "--json").out())
        .isEqualTo(line("{\"done\":\"1 dropped\"}"));
    assertThat(gateway.asked()).last().asString().endsWith("{\"expected\":1}");
  }

  @Test
  void divergedFailsWhereTheMasterCameOnlySoFar() {
    String error = "{\"code\":\"unfinished\",\"message\":\"replayed 8 of 20\"}";
    gateway.on("POST /api/groups/kv/diverged/replays", 503, error);

    assertThat(run("diverged", "kv", "replay"))
        .isEqualTo(new CommandRun(7, "", "understudy: replayed 8 of 20" + System.lineSeparator()));
  }

  @Test
  void divergedTellsTheRecordsOfAllPages() {
    JsonObject first = new JsonObject().put("epoch", "2/2").put("index", 9);
    JsonObject second = first.copy().put("index", 10);
    JsonArray records = new JsonArray().add(first);
    String path = "GET /api/groups/kv/diverged";
    gateway.on(path, 200, new JsonObject().put("records", records).put("next", 1).encode());
    JsonObject last = new JsonObject().put("records", new JsonArray().add(second));
    gateway.on(path + "?from=1", 200, last.putNull("next").encode());

    String all = run("diverged", "kv", "list", "--json").out();

    assertThat(new JsonObject(all))
        .isEqualTo(last.copy().put("records", new JsonArray().add(first).add(second)));
    assertThat(run("diverged", "kv").out()).contains("2/2    9", "2/2    10");
    assertThat(new JsonObject(run("diverged", "kv", "export").out()))
        .isEqualTo(new JsonObject(all));
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--endpoint", gateway.url()));
    return CommandRun.of(all.toArray(new String[0]));
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}
