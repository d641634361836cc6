package dev.understudy.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.demo.GuardedGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every command says when nobody answers it, or a node that was launched says no. */
class LaunchedWithoutAnswerTest {

  private static final int BACKLOG = 200;

  @TempDir private Path logs = Path.of("");

  @Test
  void everyVerbSaysThatNoNameServerAnswers() throws IOException {
    try (LaunchedCluster nodes = new LaunchedCluster(logs)) {
      nodes.start(LaunchedCluster.WITHOUT_NAME_SERVER);
      String endpoint = nodes.endpoint(LaunchedCluster.WITHOUT_NAME_SERVER);
      awaitAnswer(endpoint);
      // events come without a name server too
      List<VerbUse> uses = VerbUse.every().filter(use -> !use.verb().equals("watch")).toList();
      List<CommandRun> runs =
          VerbUse.all(uses, use -> CommandRun.at(endpoint, use.words("other"), "--json"));
      VerbUse.requireError(uses, runs, ExitCode.NO_ANSWER, "no-name-server");
    }
  }

  @Test
  void everyVerbGivesUpWhenItsTimeIsOver() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      List<VerbUse> uses = VerbUse.every().toList();
      List<CommandRun> runs =
          VerbUse.all(
              uses,
              use -> CommandRun.at(endpoint, use.words("kv"), "--json", "--timeout", "300ms"));
      VerbUse.requireError(uses, runs, ExitCode.NO_ANSWER, "timeout");
    }
  }

  @Test
  void everyVerbSaysThatItWantsAToken() throws IOException {
    try (GuardedGateway guarded = new GuardedGateway()) {
      List<VerbUse> uses = VerbUse.every().toList();
      List<CommandRun> runs =
          VerbUse.all(uses, use -> CommandRun.at(guarded.url(), use.words("kv"), "--json"));
      VerbUse.requireError(uses, runs, ExitCode.UNAUTHORISED, "unauthorized");
      Path token = Files.writeString(logs.resolve("token"), GuardedGateway.READ_TOKEN);
      CommandRun groups =
          Launcher.at(guarded.url(), List.of("groups"), "--token-file", token.toString(), "--json");
      assertThat(groups.exitCode()).as(groups.toString()).isZero();
    }
  }

  private static void awaitAnswer(String endpoint) {
    Patience.await(
        "a gateway",
        Duration.ofSeconds(60),
        () -> CommandRun.at(endpoint, List.of("groups")).exitCode() != ExitCode.UNREACHABLE);
  }
}
