package dev.understudy.app.verb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.CommandRun;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scripts rely on these. */
class ExitCodesTest {

  /** Nobody listens on the discard port. */
  private static final String NOBODY = "http://127.0.0.1:9";

  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  /** Each verb with its arguments, and what it calls. */
  record Call(String route, List<String> arguments) {
    @Override
    public String toString() {
      return arguments.get(0);
    }
  }

  static Stream<Call> verbs() {
    String kv = "/api/groups/kv";
    return Stream.of(
        new Call("POST " + kv + "/requests", List.of("request", "kv", "x")),
        new Call("POST " + kv + "/queries", List.of("query", "kv", "x")),
        new Call("GET /api/groups", List.of("groups")),
        new Call("GET " + kv, List.of("status", "kv")),
        new Call("GET " + kv, List.of("health", "kv")),
        new Call("POST " + kv + "/checks", List.of("check", "kv")),
        new Call("POST " + kv + "/verifications", List.of("verify", "kv")),
        new Call("POST " + kv + "/transfers", List.of("transfer", "kv", "2")),
        new Call("GET " + kv, List.of("hand-over", "--group", "kv", "--id", "2", "--wait", "0s")),
        new Call("POST " + kv + "/recoveries", List.of("recover", "kv", "--from", "1")),
        new Call("GET " + kv + "/diverged", List.of("diverged", "kv")),
        new Call("POST " + kv + "/diverged/replays", List.of("diverged", "kv", "replay")),
        new Call("DELETE " + kv + "/diverged", List.of("diverged", "kv", "drop")));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasTheSameExitCodes(Call call) {
    Map<Integer, Integer> codes =
        Map.of(400, 2, 401, 5, 403, 5, 404, 3, 409, 4, 413, 1, 422, 1, 429, 4, 503, 7, 504, 7);
    codes.forEach(
        (status, code) -> {
          gateway.on(call.route(), status, "{\"code\":\"c\",\"message\":\"m\"}");
          CommandRun run = run(call, gateway.url());
          assertThat(run)
              .as("status %s", status)
              .isEqualTo(new CommandRun(code, "", "understudy: m\n"));
        });
    gateway.on(call.route(), 500, "<html>");
    assertThat(run(call, gateway.url()).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void errorsAreJsonOnStderrIfThatIsAskedFor(Call call) {
    gateway.on(call.route(), 503, "{\"code\":\"no-master\",\"message\":\"m\"}");
    CommandRun run = run(call, gateway.url(), "--json");
    assertThat(run.out()).isEmpty();
    assertThat(new JsonObject(run.err()))
        .isEqualTo(
            new JsonObject().put("code", "no-master").put("message", "m").put("exitCode", 7));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void nobodyThereIsUnreachable(Call call) {
    CommandRun run = run(call, NOBODY);
    assertThat(run.exitCode()).isEqualTo(6);
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void theNextEndpointIsTried(Call call) {
    gateway.on(call.route(), 409, "{\"code\":\"refused\",\"message\":\"m\"}");
    assertThat(run(call, NOBODY + "," + gateway.url()).exitCode()).isEqualTo(4);
    assertThat(gateway.asked()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void anUnknownOptionIsAUsageErrorInOneLineAndAHint(Call call) {
    CommandRun run = run(call, gateway.url(), "--nonsense");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(2);
    assertThat(gateway.asked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void helpHasAnExample(Call call) {
    CommandRun run = CommandRun.of(call.arguments().get(0), "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("EXAMPLES", "  understudy " + call.arguments().get(0));
  }

  /** The time-out of the JDK's client ends with the headers. */
  @Test
  void anAnswerThatStallsInItsBodyIsATimeout() throws IOException, InterruptedException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread half = new Thread(() -> answerHalf(socket));
      half.start();
      String endpoint = "http://127.0.0.1:" + socket.getLocalPort();
      CommandRun run = CommandRun.of("groups", "--endpoint", endpoint, "--timeout", "500ms");
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(7);
      half.join();
    }
  }

  /** Sends the headers of an answer and one byte of its body, and waits until nobody listens. */
  private static void answerHalf(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // the question
      }
    } catch (IOException e) {
      // nobody listens any more
    }
  }

  @Test
  void theEndpointComesFromTheEnvironmentUnlessItIsGiven() {
    gateway.on("GET /api/groups", 200, "{\"groups\":[]}");
    Map<String, String> environment = Map.of("UNDERSTUDY_ENDPOINT", gateway.url());
    assertThat(CommandRun.in(environment, "groups").exitCode()).isZero();
    assertThat(CommandRun.in(environment, "groups", "--endpoint", NOBODY).exitCode()).isEqualTo(6);
  }

  @Test
  void theTokenIsShownThatIsInAFileOrTheEnvironment(@TempDir Path folder) throws IOException {
    gateway.on("GET /api/groups", 200, "{\"groups\":[]}");
    String file = Files.writeString(folder.resolve("token"), "of-the-file\n").toString();
    Map<String, String> environment = Map.of("UNDERSTUDY_TOKEN", "of-the-environment");

    CommandRun.of("groups", "--endpoint", gateway.url());
    CommandRun.in(environment, "groups", "--endpoint", gateway.url());
    CommandRun.in(environment, "groups", "--endpoint", gateway.url(), "--token-file", file);

    assertThat(gateway.authorizations())
        .containsExactly("", "Bearer of-the-environment", "Bearer of-the-file");
  }

  @Test
  void aTokenThatCanBeNoneIsAUsageErrorThatDoesNotShowIt() {
    for (String wrong : List.of("a b", "a\nb", "\u00e4")) {
      CommandRun run =
          CommandRun.in(Map.of("UNDERSTUDY_TOKEN", wrong), "groups", "--endpoint", gateway.url());
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).doesNotContain(wrong);
    }
    assertThat(
            CommandRun.of("groups", "--endpoint", gateway.url(), "--token-file", "/nowhere")
                .exitCode())
        .isEqualTo(2);
    assertThat(gateway.asked()).isEmpty();
  }

  @Test
  void aBadVariableIsNamed() {
    Map<String, String> environment = Map.of("UNDERSTUDY_ENDPOINT", "not a url");
    CommandRun run = CommandRun.in(environment, "groups");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("UNDERSTUDY_ENDPOINT");
  }

  @Test
  void anEndpointWithoutASchemeIsAUsageError() {
    assertThat(CommandRun.of("groups", "--endpoint", "localhost:8080").exitCode()).isEqualTo(2);
  }

  @Test
  void usageErrorsAreJsonTooIfThatIsAskedFor() {
    CommandRun run = CommandRun.of("transfer", "kv", "two", "--json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(new JsonObject(run.err()).getString("code")).isEqualTo("usage");
  }

  private static CommandRun run(Call call, String endpoint, String... more) {
    List<String> all = new ArrayList<>(call.arguments());
    all.addAll(List.of("--endpoint", endpoint));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(new String[0]));
  }
}
