package dev.understudy.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as people use it: a name server and three members, each a process of its own. */
class ProcessesTest {

  private static final String PUT = "{\"op\":\"put\",\"key\":\"a\",\"value\":\"%s\"}";
  private static final String GET = "{\"op\":\"get\",\"key\":\"a\"}";

  @TempDir private Path logs = Path.of("");
  private NodeProcesses nodes = new NodeProcesses(Path.of(""));

  @BeforeEach
  void start() throws IOException {
    nodes = new NodeProcesses(logs);
    nodes.start(0, List.of("name-server"));
    for (int id = 1; id <= 3; id++) {
      nodes.start(id, List.of("member", "--group", "kv", "--id", "" + id, "--voters", "1,2,3"));
    }
  }

  @AfterEach
  void end() {
    nodes.killAll();
  }

  @Test
  void aGroupAnswersSurvivesItsMasterAndLeavesInGoodOrder() throws InterruptedException {
    assertThat(run("health", "kv", "--servers", "3", "--wait", "60s")).matches(CommandRun::isOk);
    assertThat(run("request", "kv", PUT.formatted("1")).out().strip())
        .isEqualTo("{\"previous\":null}");

    int master = master();
    nodes.kill(master);
    assertThat(run("request", "kv", PUT.formatted("2")).out().strip())
        .isEqualTo("{\"previous\":\"1\"}");
    assertThat(run("query", "kv", GET).out().strip()).isEqualTo("{\"value\":\"2\"}");
    assertThat(master()).isNotEqualTo(master);
    assertThat(run("request", "kv", "nonsense").exitCode()).isEqualTo(1);
    assertThat(run("status", "other").exitCode()).isEqualTo(3);

    for (int node = 3; node >= 0; node--) {
      if (node != master) {
        Process process = nodes.process(node);
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
      }
    }
  }

  @Test
  void aPortInUseIsOneClearLine() throws IOException, InterruptedException {
    nodes.awaitPort(0);
    Process second = nodes.startAgain(0);
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(1);
    assertThat(nodes.log("again"))
        .singleElement()
        .asString()
        .startsWith("understudy: the cluster cannot listen on 127.0.0.1:");
  }

  private int master() {
    return new JsonObject(run("status", "kv", "--json").out())
        .getJsonObject("master")
        .getInteger("serverId");
  }

  private CommandRun run(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--endpoint";
    all[arguments.length + 1] = nodes.endpoint();
    return CommandRun.of(all);
  }
}
