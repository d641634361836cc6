package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command as people and scripts use it: through the launcher, before nodes that it started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LaunchedCommandsTest {

  private static final String PUT = "{\"op\":\"put\",\"key\":\"a\",\"value\":\"%s\"}";
  private static final String GET = "{\"op\":\"get\",\"key\":\"a\"}";
  private static final int BACKLOG = 200;

  private Path logs = Path.of("");
  private LaunchedCluster nodes = new LaunchedCluster(Path.of(""));

  /**
   * A use of a verb where all is well.
   *
   * @param arguments of the verb, the group aside
   * @param exitCode of it
   * @param text what it tells people
   * @param field that its document has, for machines
   */
  private record Use(String verb, List<String> arguments, int exitCode, String text, String field) {

    static Use of(String verb, String text, String field, String... arguments) {
      return new Use(verb, List.of(arguments), ExitCode.OK, text, field);
    }

    List<String> words(String group) {
      List<String> words = new ArrayList<>(List.of(verb));
      if (verb.equals("hand-over")) {
        words.add("--group");
      }
      if (!verb.equals("groups")) {
        words.add(group);
      }
      words.addAll(arguments);
      return words;
    }
  }

  /** What may be used at any time, and all at once. */
  private static final List<Use> AT_ONCE =
      List.of(
          Use.of("query", "{\"value\":", "result", GET),
          Use.of("groups", "kv", "groups"),
          Use.of("status", "IN SYNC", "servers"),
          Use.of("health", "healthy", "healthy", "--servers", "3"),
          Use.of("top", "kv", "statuses", "--rounds", "1"),
          Use.of("check", "SERVER ID", "checks"),
          Use.of("verify", "SERVER ID", "consistent"),
          Use.of("diverged", "no diverged records", "records"),
          Use.of("drill", "knows of no drill", "drills"));

  /** What changes something, or tells what has changed; one after the other. */
  private static final List<Use> IN_TURN =
      List.of(
          Use.of("request", "{\"previous\":", "result", PUT.formatted("1")),
          Use.of("transfer", "2", "done", "2"),
          Use.of("hand-over", "is the master of kv", "to", "--id", "2"),
          Use.of("history", "WHEN", "entries"),
          Use.of("watch", "server ", "type", "--from-first", "--events", "1"),
          new Use("recover", List.of("--from", "1"), ExitCode.REFUSED, "understudy: ", "code"));

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
    List<CommandRun> told = all(AT_ONCE, use -> at(use.words("kv"), "--timeout", "30s"));
    List<CommandRun> documents = all(AT_ONCE, use -> at(use.words("kv"), "--json"));
    for (int i = 0; i < AT_ONCE.size(); i++) {
      requireTold(AT_ONCE.get(i), told.get(i), documents.get(i));
    }
    for (Use use : IN_TURN) {
      requireTold(use, at(use.words("kv")), at(use.words("kv"), "--json"));
    }
    awaitWhole();
  }

  private static void requireTold(Use use, CommandRun told, CommandRun document) {
    assertThat(told.exitCode()).as(use + " " + told).isEqualTo(use.exitCode());
    assertThat(told.out() + told.err()).as(use.toString()).contains(use.text());
    assertThat(document.exitCode()).as(use + " " + document).isEqualTo(use.exitCode());
    String json = use.exitCode() == ExitCode.OK ? document.out() : document.err();
    assertThat(new JsonObject(json).fieldNames()).as(use.toString()).contains(use.field());
  }

  @Test
  void everyVerbSaysThatThereIsNoSuchGroup() {
    List<Use> uses = every().filter(use -> !use.verb().equals("groups")).toList();
    List<CommandRun> runs = all(uses, use -> at(use.words("nobodys"), "--json"));
    requireError(uses, runs, ExitCode.UNKNOWN, "unknown-group");
  }

  @Test
  void everyVerbSaysThatNoNameServerAnswers() {
    String endpoint = nodes.endpoint(LaunchedCluster.WITHOUT_NAME_SERVER);
    awaitAnswer(endpoint);
    // events come without a name server too
    List<Use> uses = every().filter(use -> !use.verb().equals("watch")).toList();
    List<CommandRun> runs =
        all(uses, use -> Launcher.run(words(use.words("other"), "--endpoint", endpoint, "--json")));
    requireError(uses, runs, ExitCode.NO_ANSWER, "no-name-server");
  }

  @Test
  void everyVerbGivesUpWhenItsTimeIsOver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      List<Use> uses = every().toList();
      List<CommandRun> runs =
          all(
              uses,
              use ->
                  Launcher.run(
                      words(
                          use.words("kv"),
                          "--endpoint",
                          endpoint,
                          "--json",
                          "--timeout",
                          "300ms")));
      requireError(uses, runs, ExitCode.NO_ANSWER, "timeout");
    }
  }

  @Test
  void aGroupSurvivesItsMaster() throws IOException, InterruptedException {
    at(List.of("request", "kv", PUT.formatted("before")));
    int master = master();

    nodes.kill(master);

    assertThat(at(List.of("request", "kv", PUT.formatted("after"))).out().strip())
        .isEqualTo("{\"previous\":\"before\"}");
    assertThat(at(List.of("query", "kv", GET)).out().strip()).isEqualTo("{\"value\":\"after\"}");
    assertThat(master()).isNotEqualTo(master);
    nodes.start(master);
    awaitWhole();
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

    String first = curl("/requests", words(once, "-d", count));
    String again = curl("/requests", words(once, "-d", count));

    assertThat(List.of(first, again)).containsOnly("{\"swapped\":true}");
    String get = GET.replace("\"a\"", "\"once\"");
    assertThat(curl("/queries", "-d", get)).isEqualTo("{\"value\":\"1\"}");
    assertThat(curl("/queries?consistency=stale", "-d", get)).startsWith("{\"value\":");
    assertThat(curl("/diverged")).contains("\"records\":[]");
  }

  /** What curl writes of a resource of the group. */
  private String curl(String resource, String... arguments)
      throws IOException, InterruptedException {
    String url = nodes.endpoint(LaunchedCluster.NAME_SERVER) + "/api/groups/kv" + resource;
    Process curl =
        new ProcessBuilder(words(List.of("curl", "-sS", "--max-time", "30", url), arguments))
            .redirectErrorStream(true)
            .start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).as(said).isZero();
    return said;
  }

  /** One use of every verb. */
  private static Stream<Use> every() {
    return Stream.concat(AT_ONCE.stream(), IN_TURN.stream());
  }

  /** What a function makes of each, two at a time, in their order. */
  private static List<CommandRun> all(List<Use> uses, Function<Use, CommandRun> run) {
    return uses.parallelStream().map(run).toList();
  }

  private static void requireError(
      List<Use> uses, List<CommandRun> runs, int exitCode, String code) {
    for (int i = 0; i < uses.size(); i++) {
      CommandRun run = runs.get(i);
      assertThat(run.exitCode()).as(uses.get(i) + " " + run).isEqualTo(exitCode);
      assertThat(run.out()).as(uses.get(i).toString()).isEmpty();
      assertThat(new JsonObject(run.err()).getString("code"))
          .as(uses.get(i).toString())
          .isEqualTo(code);
    }
  }

  private void awaitWhole() {
    CommandRun health = at(List.of("health", "kv"), "--servers", "3", "--wait", "90s");
    assertThat(health).as(health.toString()).matches(CommandRun::isOk);
  }

  private static void awaitAnswer(String endpoint) {
    Patience.await(
        "a gateway",
        Duration.ofSeconds(60),
        () -> Launcher.run("groups", "--endpoint", endpoint).exitCode() != ExitCode.UNREACHABLE);
  }

  private int master() {
    return new JsonObject(at(List.of("status", "kv"), "--json").out())
        .getJsonObject("master")
        .getInteger("serverId");
  }

  private CommandRun at(List<String> words, String... more) {
    List<String> all = new ArrayList<>(List.of(words(words, more)));
    all.addAll(List.of("--endpoint", nodes.endpoint(LaunchedCluster.NAME_SERVER)));
    return Launcher.run(all.toArray(String[]::new));
  }

  private static String[] words(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
