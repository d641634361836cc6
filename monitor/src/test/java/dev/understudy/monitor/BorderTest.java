package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.monitor.Authenticator.Verdict;
import dev.understudy.monitor.TestGateway.Answer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every request to a gateway passes, and what becomes of those that do not. */
class BorderTest {

  private static final JsonObject LIMITS =
      new JsonObject()
          .put("maxHeaderBytes", 1_025)
          .put("maxLineBytes", 257)
          .put("maxConnections", 10)
          .put("requestsPerSecond", 11)
          .put("commandsPerSecond", 12)
          .put("headMillis", 103L)
          .put("heldBodyBytes", 104L)
          .put("maxStreams", 13)
          .put("streamEvents", 14)
          .put("streamBytes", 1_026L)
          .put("heartbeatMillis", 101L)
          .put("maxObservedGroups", 15)
          .put("maxObservedServers", 16)
          .put("observationMillis", 102L);

  private static final JsonObject ALL =
      new JsonObject()
          .put("host", "::1")
          .put("port", 1)
          .put(
              "members",
              new JsonArray().add(new JsonObject().put("group", "kv").put("serverId", 2)))
          .put("maxBodyBytes", 3)
          .put("maxRequests", 4)
          .put("maxGroups", 5)
          .put("deadlineMillis", 6L)
          .put("commandMillis", 7L)
          .put("answerMillis", 8L)
          .put("limits", LIMITS)
          .put("tokens", new JsonObject().put("read", "r".repeat(16)).put("operateFile", "f"))
          .put("corsOrigins", new JsonArray().add("https://ops.example.com"));

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void serveWhomTheAuthenticatorAdmitsAndNobodyElse() throws InterruptedException {
    TestGateway gateway = gateway(new MonitorOptions(), BorderTest::byHeader);

    gateway.post("/api/groups/kv/requests", "x").requireError(401, "unauthorized");
    gateway
        .post("/api/groups/kv/requests", "x", "Authorization", "guest")
        .requireError(403, "unauthorized");
    gateway
        .post("/api/groups/kv/requests", "x", "Authorization", "broken")
        .requireError(401, "unauthorized");
    gateway
        .post("/api/groups/kv/requests", "x", "Authorization", "owner")
        .requireError(503, "no-name-server");
    assertThat(gateway.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void takesNoBodyOverTheLimitWhetherItsLengthIsToldOrNot()
      throws InterruptedException, IOException {
    TestGateway gateway =
        gateway(new MonitorOptions().setMaxBodyBytes(10), Authenticator.EVERYBODY);

    gateway.post("/api/groups/kv/requests", "eleven bytes").requireError(413, "too-large");
    gateway.post("/api/groups/kv/requests", "ten bytes.").requireError(503, "no-name-server");
    String chunks =
        String.join(
            "\r\n",
            "POST /api/groups/kv/requests HTTP/1.1",
            "Host: x",
            "Connection: close",
            "Transfer-Encoding: chunked",
            "",
            "6",
            "six by",
            "6",
            "six by",
            "0",
            "",
            "");
    RawHttp.Answer chunked = new RawHttp(gateway.port()).send(Buffer.buffer(chunks));
    assertThat(chunked.status()).isEqualTo(413);
  }

  @Test
  void whatIsOpenToEverybodyTakesNoBody() throws InterruptedException, IOException {
    TestGateway gateway = gateway(new MonitorOptions(), Authenticator.EVERYBODY);

    for (String path : List.of("/", "/health/live", "/api/openapi.json", "/api/groups")) {
      String begin = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      for (String body :
          List.of("Content-Length: 1\r\n\r\n1", "Transfer-Encoding: chunked\r\n\r\n1\r\n1\r\n")) {
        RawHttp.Answer answer = new RawHttp(gateway.port()).send(Buffer.buffer(begin + body));
        assertThat(answer.status()).as(path).isEqualTo(413);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("too-large");
      }
    }
  }

  @Test
  void holdsNoMoreBytesOfBodiesThanItsBoundAndLetsThemGo() throws InterruptedException {
    MonitorLimits limits = new MonitorLimits().setHeldBodyBytes(10);
    TestGateway gateway = gateway(new MonitorOptions().setLimits(limits), Authenticator.EVERYBODY);

    gateway.post("/api/groups/kv/requests", "eleven bytes").requireError(429, "overloaded");
    for (int i = 0; i < 3; i++) {
      gateway.post("/api/groups/kv/requests", "ten bytes.").requireError(503, "no-name-server");
    }
  }

  @Test
  void refusesMoreRequestsAtOnceThanItsBound() throws InterruptedException {
    Promise<Verdict> verdict = Promise.promise();
    Promise<Void> asked = Promise.promise();
    TestGateway gateway =
        gateway(
            new MonitorOptions().setMaxRequests(1),
            request -> {
              asked.tryComplete();
              return verdict.future();
            });
    Future<Answer> first = vertx.executeBlocking(() -> gateway.get("/api/groups"));
    await(asked.future());

    Answer second = gateway.get("/api/groups");

    second.requireError(429, "overloaded");
    assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    gateway.get("/health/ready").requireError(503, "no-name-server");
    assertThat(second.header("Retry-After")).isEqualTo("1");
    verdict.complete(Verdict.FORBIDDEN);
    await(first).requireError(403, "unauthorized");
    gateway.get("/api/groups").requireError(403, "unauthorized");
  }

  @Test
  void saysWhatThereIsNot() throws InterruptedException {
    TestGateway gateway = gateway(new MonitorOptions(), Authenticator.EVERYBODY);

    gateway.get("/api/nothing").requireError(404, "not-found");
    gateway.delete("/api/groups", "").requireError(405, "invalid");
    gateway.get("/api/groups/kv/requests").requireError(405, "invalid");
  }

  @Test
  void tellsBrowsersToGuessAndKeepNothing() throws InterruptedException {
    TestGateway gateway = gateway(new MonitorOptions(), Authenticator.EVERYBODY);

    for (Answer answer : List.of(gateway.get("/health/live"), gateway.get("/api/nothing"))) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void isDeployedByClassNameWithJson() throws InterruptedException {
    JsonObject config = new MonitorOptions().setPort(0).toJson();

    String deployment =
        await(
            vertx.deployVerticle(
                MonitorVerticle.class.getName(), new DeploymentOptions().setConfig(config)));

    assertThat(deployment).isNotBlank();
  }

  @Test
  void takesItsOptionsFromJsonAndGivesThemBack() {
    assertThat(new MonitorOptions(ALL).toJson()).isEqualTo(ALL);
    assertThat(new MonitorOptions(new MonitorOptions(ALL)).toJson()).isEqualTo(ALL);
    assertThatThrownBy(() -> new MonitorOptions(new JsonObject().put("prot", 1)))
        .hasMessageContaining("prot");
    assertThatThrownBy(() -> new MonitorOptions().setPort(70_000).required())
        .hasMessageContaining("port");
    assertThatThrownBy(() -> new MonitorOptions().setMaxRequests(0).required())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LocalServer("kv", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Future<Verdict> byHeader(HttpServerRequest request) {
    return switch (Objects.requireNonNullElse(request.getHeader("Authorization"), "")) {
      case "owner" -> Future.succeededFuture(Verdict.ADMITTED);
      case "guest" -> Future.succeededFuture(Verdict.FORBIDDEN);
      case "broken" -> Future.failedFuture("the user directory is down");
      default -> Future.succeededFuture(Verdict.UNKNOWN);
    };
  }

  private TestGateway gateway(MonitorOptions options, Authenticator authenticator)
      throws InterruptedException {
    MonitorVerticle monitor =
        new MonitorVerticle(options.setPort(0).setAnswerMillis(100), authenticator);
    await(vertx.deployVerticle(monitor));
    return new TestGateway(monitor.actualPort());
  }
}
