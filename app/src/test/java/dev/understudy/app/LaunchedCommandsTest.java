package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command as people and scripts use it: through the launcher once, and before nodes that it
 * started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchedCommandsTest {

  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private Path logs = Path.of("");
  private LaunchedCluster nodes = new LaunchedCluster(Path.of(""));

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    logs = folder;
    nodes = new LaunchedCluster(logs);
    nodes.start();
    awaitWhole();
  }

  @AfterAll
  void end() {
    nodes.close();
  }

  @Test
  void everyVerbTellsPeopleAndMachinesWhatTheyAskFor() {
    List<CommandRun> told =
        VerbUse.all(VerbUse.AT_ONCE, use -> launched(use.words("kv"), "--timeout", "30s"));
    List<CommandRun> documents = VerbUse.all(VerbUse.AT_ONCE, use -> at(use.words("kv"), "--json"));
    for (int i = 0; i < VerbUse.AT_ONCE.size(); i++) {
      requireTold(VerbUse.AT_ONCE.get(i), told.get(i), documents.get(i));
    }
    for (VerbUse use : VerbUse.IN_TURN) {
      requireTold(use, launched(use.words("kv")), at(use.words("kv"), "--json"));
      awaitWhole();
    }
    requireDrills();
  }

  private void requireDrills() {
    CommandRun crash = at(List.of("drill", "kv", "" + master(), "crash"), "--for", "1s");
    assertThat(crash.exitCode()).as(crash.toString()).isZero();
    assertThat(crash.out())
        .contains("EXPECTED", "another server becomes master", "yes", "well again")
        .doesNotContain("NO ");
    awaitWhole();
    String bound = "200ms";
    CommandRun stopped =
        at(List.of("drill", "kv", "" + master(), "pause"), "--without-master", bound, "--json");
    assertThat(new JsonObject(stopped.out()).getString("stopped"))
        .as(stopped.toString())
        .isNotNull();
    assertThat(at(List.of("drill", "kv", "--stop")).out()).contains("no drill goes on");
    awaitWhole();
  }

  private static void requireTold(VerbUse use, CommandRun told, CommandRun document) {
    assertThat(told.exitCode()).as(use + " " + told).isEqualTo(use.exitCode());
    assertThat(told.out() + told.err()).as(use.toString()).contains(use.text());
    assertThat(document.exitCode()).as(use + " " + document).isEqualTo(use.exitCode());
    String json = use.exitCode() == ExitCode.OK ? document.out() : document.err();
    assertThat(new JsonObject(json).fieldNames()).as(use.toString()).contains(use.field());
  }

  @Test
  void everyVerbSaysThatThereIsNoSuchGroup() {
    List<VerbUse> uses = VerbUse.every().filter(use -> !use.verb().equals("groups")).toList();
    List<CommandRun> runs = VerbUse.all(uses, use -> at(use.words("nobodys"), "--json"));
    VerbUse.requireError(uses, runs, ExitCode.UNKNOWN, "unknown-group");
  }

  @Test
  void aGroupSurvivesItsMaster() throws IOException, InterruptedException {
    at(List.of("request", "kv", VerbUse.PUT.formatted("before")));
    int master = master();

    nodes.kill(master);

    assertThat(at(List.of("request", "kv", VerbUse.PUT.formatted("after"))).out().strip())
        .isEqualTo("{\"previous\":\"before\"}");
    assertThat(at(List.of("query", "kv", VerbUse.GET)).out().strip())
        .isEqualTo("{\"value\":\"after\"}");
    assertThat(master()).isNotEqualTo(master);
    nodes.start(master);
    awaitWhole();
  }

  @Test
  void everyGroupIsMeantWhereNoneIsNamedAndTooFewServersAreUnhealthy() {
    assertThat(at(List.of("status")).out()).contains("kv", "master ", "IN SYNC");
    assertThat(at(List.of("health")).out().strip()).isEqualTo("kv  healthy");
    CommandRun unhealthy = at(List.of("health", "kv"), "--servers", "4");
    assertThat(unhealthy.exitCode()).isEqualTo(ExitCode.UNHEALTHY);
    assertThat(unhealthy.out()).contains("kv  unhealthy");
    CommandRun stale = at(List.of("query", "kv", VerbUse.GET), "--stale", "--json");
    assertThat(new JsonObject(stale.out()).getJsonObject("result").fieldNames()).contains("value");
  }

  @Test
  void anOperatorStartsAGroupAnewWhoseQuorumLostItsMemory()
      throws IOException, InterruptedException {
    at(List.of("request", "kv", VerbUse.PUT.formatted("kept")));
    for (int lost : List.of(1, 2)) {
      nodes.kill(lost);
    }
    for (int lost : List.of(1, 2)) {
      nodes.start(lost);
    }

    Patience.await(
        "a new generation", RECOVERY, () -> at(List.of("recover", "kv", "--from", "3")).isOk());

    awaitWhole();
    assertThat(at(List.of("query", "kv", VerbUse.GET)).out().strip())
        .isEqualTo("{\"value\":\"kept\"}");
    assertThat(at(List.of("status", "kv")).out()).contains("epoch g1:");
  }

  @Test
  void aNodeThatIsToldToEndLeavesInGoodOrder() throws IOException, InterruptedException {
    int master = master();
    assertThat(nodes.end(master)).isZero();
    nodes.start(master);
    awaitWhole();
  }

  @Test
  void aPortInUseIsOneClearLine() throws IOException, InterruptedException {
    Path log = logs.resolve("again.log");
    Process second = nodes.startAgain(LaunchedCluster.NAME_SERVER, log);
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitCode.ERROR);
    assertThat(Files.readAllLines(log))
        .singleElement()
        .asString()
        .startsWith("understudy: the cluster cannot listen on 127.0.0.1:");
  }

  @Test
  void whatTheServiceRefusesIsAnErrorAndAWrongWordOneOfUsage() {
    assertThat(at(List.of("request", "kv", "nonsense")).exitCode()).isEqualTo(ExitCode.ERROR);
    CommandRun usage = at(List.of("transfer", "kv", "two"));
    assertThat(usage.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(usage.err()).contains("Try 'understudy transfer --help'.");
    assertThat(Launcher.run("completion", "bash").out()).contains("complete -F");
    assertThat(Launcher.run("--help").out()).contains("name-server", "drill", "EXAMPLES");
  }

  @Test
  void curlAloneDoesWhatTheSdkDoes() throws IOException, InterruptedException {
    String session = new JsonObject(curl("/sessions", "-X", "POST")).getString("session");
    List<String> once =
        List.of("-H", "Understudy-Session: " + session, "-H", "Understudy-Sequence: 0");
    String count = "{\"op\":\"cas\",\"key\":\"once\",\"expect\":null,\"value\":\"1\"}";

    String first = curl("/requests", Launcher.words(once, "-d", count));
    String again = curl("/requests", Launcher.words(once, "-d", count));

    assertThat(List.of(first, again)).containsOnly("{\"swapped\":true}");
    String get = VerbUse.GET.replace("\"a\"", "\"once\"");
    assertThat(curl("/queries", "-d", get)).isEqualTo("{\"value\":\"1\"}");
    assertThat(curl("/queries?consistency=stale", "-d", get)).startsWith("{\"value\":");
    assertThat(curl("/diverged")).contains("\"records\":[]");
  }

  /** What curl writes of a resource of the group. */
  private String curl(String resource, String... arguments)
      throws IOException, InterruptedException {
    String url = nodes.endpoint(LaunchedCluster.NAME_SERVER) + "/api/groups/kv" + resource;
    Process curl =
        new ProcessBuilder(
                Launcher.words(List.of("curl", "-sS", "--max-time", "30", url), arguments))
            .redirectErrorStream(true)
            .start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).as(said).isZero();
    return said;
  }

  private void awaitWhole() {
    CommandRun health = at(List.of("health", "kv"), "--servers", "3", "--wait", "90s");
    assertThat(health).as(health.toString()).matches(CommandRun::isOk);
  }

  private int master() {
    return new JsonObject(at(List.of("status", "kv"), "--json").out())
        .getJsonObject("master")
        .getInteger("serverId");
  }

  /** Through the launcher. */
  private CommandRun launched(List<String> words, String... more) {
    return Launcher.at(nodes.endpoint(LaunchedCluster.NAME_SERVER), words, more);
  }

  /** What the launcher would run, in this process. */
  private CommandRun at(List<String> words, String... more) {
    return CommandRun.at(nodes.endpoint(LaunchedCluster.NAME_SERVER), words, more);
  }
}
