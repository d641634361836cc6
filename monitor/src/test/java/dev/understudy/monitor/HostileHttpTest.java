package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bad input over HTTP: told what is wrong each time, and nothing else comes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttpTest {

  private static final int REQUESTS = 9_500;
  private static final int NOISES = 500;
  private static final int GUESSES = 1_000;
  private static final String TOKEN = "abcdefghijklmnop";
  private static final String GROUP = "diary";

  /** What is answered with these has not reached what it was for. */
  private static final Set<Integer> STOPPED_BEFORE = Set.of(403, 405, 413, 414, 431);

  private final Operations operations = new Operations();
  private final Queue<JsonObject> drillOrders = new ConcurrentLinkedQueue<>();
  private final TestCluster cluster;
  private final TestGateway gateway;
  private final TestGateway guarded;
  private final RawHttp raw;

  HostileHttpTest() throws InterruptedException {
    cluster = new TestCluster(1);
    gateway = cluster.gateway(options(new MonitorTokens()), Authenticator.EVERYBODY);
    guarded =
        cluster.gateway(
            options(new MonitorTokens().setToken(AccessRole.OPERATE, TOKEN)),
            Authenticator.EVERYBODY);
    raw = new RawHttp(gateway.port());
  }

  @BeforeAll
  void start() throws InterruptedException {
    cluster.startGroup(GROUP, 1);
    gateway.post("/api/groups/diary/requests", "first");
    listenForDrills();
  }

  /** A node that would take part in every drill. */
  private void listenForDrills() throws InterruptedException {
    TestCluster.await(
        cluster
            .node(0)
            .eventBus()
            .<JsonObject>consumer(
                Addresses.drills(GROUP, new ServerId(1)),
                order -> {
                  drillOrders.add(order.body());
                  order.reply(ControlProtocol.done("as ordered"));
                })
            .completion());
  }

  @AfterAll
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void answersEveryWrongRequestWithItsErrorAndStaysAsItIs()
      throws IOException, InterruptedException {
    JsonObject before = cluster.status(GROUP, 1);
    Set<String> meant = new TreeSet<>();
    Set<String> reached = new TreeSet<>();
    for (int seed = 0; seed < REQUESTS; seed++) {
      Buffer request = new HostileRequests(seed, GROUP, operations.all()).next();
      RawHttp.Answer answer = raw.send(request);
      assertThat(answer.status()).as(told(seed, request, answer)).isBetween(400, 499);
      requireError(seed, request, answer);
      operations.of(request).ifPresent(meant::add);
      if (!STOPPED_BEFORE.contains(answer.status())) {
        operations.of(request).ifPresent(reached::add);
      }
    }
    requireUnchanged(before);
    assertThat(meant).containsExactlyInAnyOrderElementsOf(operations.all());
    assertThat(reached).containsAll(operations.ofInput());
  }

  @Test
  void answersNoiseWithAnErrorOrNotAtAll() throws IOException, InterruptedException {
    JsonObject before = cluster.status(GROUP, 1);
    for (int seed = 0; seed < NOISES; seed++) {
      Buffer noise = new HostileRequests(seed, GROUP, operations.all()).noise();
      RawHttp.Answer answer = raw.sendAndEnd(noise);
      if (answer.status() != 0) {
        assertThat(answer.status()).as(told(seed, noise, answer)).isBetween(400, 499);
        requireError(seed, noise, answer);
      }
    }
    requireUnchanged(before);
  }

  @Test
  void letsNobodyInWhoOnlyGuessesTokens() throws IOException, InterruptedException {
    RawHttp door = new RawHttp(guarded.port());
    JsonObject before = cluster.status(GROUP, 1);
    for (int seed = 0; seed < GUESSES; seed++) {
      Buffer request = new HostileRequests(seed, GROUP, operations.all()).guess(TOKEN);
      RawHttp.Answer answer = door.send(request);
      assertThat(answer.status()).as(told(seed, request, answer)).isBetween(400, 499);
      requireError(seed, request, answer);
    }
    requireUnchanged(before);
  }

  /** What is refused for being too much is no test of what is wrong about it. */
  private static MonitorOptions options(MonitorTokens tokens) {
    return new MonitorOptions()
        .setMaxBodyBytes(16_384)
        .setTokens(tokens)
        .setLimits(new MonitorLimits().setCommandsPerSecond(1_000_000));
  }

  private void requireUnchanged(JsonObject before) throws InterruptedException {
    JsonObject after = cluster.status(GROUP, 1);
    assertThat(after.getString("digest")).isEqualTo(before.getString("digest"));
    assertThat(after.getLong("lastIndex")).isEqualTo(before.getLong("lastIndex"));
    assertThat(gateway.post("/api/groups/diary/queries", "").text()).isEqualTo("first\n");
    assertThat(drillOrders).isEmpty();
  }

  private static void requireError(int seed, Buffer request, RawHttp.Answer answer) {
    JsonObject error = new JsonObject(answer.body());
    assertThat(error.getString("code")).as(told(seed, request, answer)).isNotBlank();
    assertThat(error.getString("message")).as(told(seed, request, answer)).isNotBlank();
  }

  private static String told(int seed, Buffer request, RawHttp.Answer answer) {
    String text = request.toString();
    return "seed " + seed + ": " + text.substring(0, Math.min(300, text.length())) + "\n" + answer;
  }
}
