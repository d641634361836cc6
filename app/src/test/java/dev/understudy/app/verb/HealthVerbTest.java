package dev.understudy.app.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When a group is well. */
class HealthVerbTest {

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @Test
  void oneMasterAndAllServersInSyncAreHealthy() {
    status(Statuses.group("kv", 1, 1, 2, 3));
    CommandRun run = run("--servers", "3");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("kv  healthy");
  }

  @Test
  void noMasterIsUnhealthy() {
    status(Statuses.group("kv", new JsonArray().add(Statuses.server(1, "backup", true))));
    assertThat(run().exitCode()).isEqualTo(10);
    assertThat(run().out()).startsWith("kv  unhealthy  no master");
  }

  @Test
  void twoMastersAreUnhealthy() {
    JsonObject two = Statuses.group("kv", 1, 1);
    two.getJsonArray("servers").add(Statuses.server(2, "master", true));
    status(two);
    assertThat(run().out()).startsWith("kv  unhealthy  2 masters");
  }

  @Test
  void aServerThatIsNotInSyncIsUnhealthy() {
    JsonObject behind = Statuses.group("kv", 1, 1);
    behind.getJsonArray("servers").add(Statuses.server(2, "backup", false));
    status(behind);
    assertThat(run().exitCode()).isEqualTo(10);
    assertThat(new JsonObject(run("--json").out()))
        .isEqualTo(
            new JsonObject()
                .put("healthy", false)
                .put(
                    "complaints",
                    new JsonObject().put("kv", new JsonArray().add("server 2 is not in sync"))));
  }

  @Test
  void fewerServersThanThereShouldBeAreUnhealthy() {
    status(Statuses.group("kv", 1, 1, 2));
    assertThat(run("--servers", "3").out()).startsWith("kv  unhealthy  2 of 3 servers");
  }

  @Test
  void aVoterThatIsNotRegisteredIsUnhealthy() {
    status(Statuses.group("kv", 1, 1, 2).put("voters", new JsonArray().add(1).add(2).add(3)));
    assertThat(run().exitCode()).isEqualTo(10);
    assertThat(run().out()).startsWith("kv  unhealthy  voter 3 is not registered");
  }

  @Test
  void noGroupAtAllIsUnhealthy() {
    gateway.on("GET /api/groups", 200, "{\"groups\":[]}");
    CommandRun run = CommandRun.of("health", "--endpoint", gateway.url());
    assertThat(run.exitCode()).isEqualTo(10);
  }

  @Test
  void anUnknownGroupIsNotHealthyButUnknown() {
    gateway.on("GET /api/groups/kv", 404, "{\"code\":\"unknown-group\",\"message\":\"no kv\"}");
    assertThat(run().exitCode()).isEqualTo(3);
  }

  @Test
  void waitEndsWhenItsTimeIsOver() {
    gateway.on("GET /api/groups/kv", 404, "{\"code\":\"unknown-group\",\"message\":\"no kv\"}");
    assertThat(run("--wait", "300ms").exitCode()).isEqualTo(3);
    assertThat(gateway.asked()).hasSizeGreaterThan(1);
  }

  private void status(JsonObject status) {
    gateway.on("GET /api/groups/kv", 200, status.encode());
  }

  private CommandRun run(String... options) {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "health";
    arguments[1] = "kv";
    arguments[2] = "--endpoint";
    arguments[3] = gateway.url();
    System.arraycopy(options, 0, arguments, 4, options.length);
    return CommandRun.of(arguments);
  }
}
