package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import dev.understudy.app.ExitCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the mastership of a server that is about to stop. */
class HandOverVerbTest {

  private static final String ASKED = "GET /api/groups/kv";
  private static final String TRANSFER = "POST /api/groups/kv/transfers";

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @BeforeEach
  void start() {
    gateway.on(TRANSFER, 200, "{}");
  }

  @Test
  void aMasterHandsOverToTheServerInSyncWithTheLowestNumber() {
    JsonObject status = Statuses.group("kv", 2, 2, 1);
    status.getJsonArray("servers").add(Statuses.server(0, "backup", false));
    gateway.on(ASKED, 200, status.encode());

    CommandRun run = run(2);

    assertThat(run.out()).isEqualTo("server 1 is the master of kv" + System.lineSeparator());
    assertThat(gateway.asked()).containsExactly(ASKED, TRANSFER + " {\"serverId\":1}");
  }

  @Test
  void aBackupHandsNothingOver() {
    gateway.on(ASKED, 200, Statuses.group("kv", 1, 1, 2).encode());

    CommandRun run = run(2);

    assertThat(run.isOk()).isTrue();
    assertThat(run.out()).isEqualTo("server 2 is not the master of kv" + System.lineSeparator());
    assertThat(gateway.asked()).containsExactly(ASKED);
  }

  @Test
  void aMasterWhomNobodyCanReplaceStays() {
    JsonArray servers = new JsonArray().add(Statuses.server(0, "backup", false));
    JsonObject master = new JsonObject().put("serverId", 2);
    gateway.on(ASKED, 200, Statuses.group("kv", servers).put("master", master).encode());

    CommandRun run = run(2);

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("server 2 stays master");
  }

  @Test
  void theEnvironmentOfTheServerSaysWhichOneItIs() {
    gateway.on(ASKED, 200, Statuses.group("kv", 0, 0, 1).encode());
    Map<String, String> environment =
        Map.of(
            "UNDERSTUDY_GROUP", "kv",
            "UNDERSTUDY_ID", "0",
            "UNDERSTUDY_ENDPOINT", gateway.url());

    CommandRun run = CommandRun.in(environment, "hand-over", "--json");

    assertThat(run.out())
        .isEqualTo("{\"group\":\"kv\",\"serverId\":0,\"to\":1}" + System.lineSeparator());
  }

  private CommandRun run(int server) {
    return CommandRun.of(
        "hand-over",
        "--group",
        "kv",
        "--id",
        "" + server,
        "--wait",
        "0s",
        "--endpoint",
        gateway.url());
  }
}
