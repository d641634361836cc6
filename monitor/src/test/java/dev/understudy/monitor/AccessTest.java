package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.understudy.monitor.TestGateway.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Who may do what at a gateway, from where, and how often. */
class AccessTest {

  private static final String READ = "read-0123456789abcdef";
  private static final String OPERATE = "operate-0123456789abcdef";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws InterruptedException {
    await(vertx.close());
  }

  @Test
  void everybodyMayDoEverythingWithoutTokens() throws InterruptedException {
    TestGateway gateway = gateway(new MonitorOptions());
    gateway.post("/api/groups/kv/checks", "").requireError(503, "no-name-server");
  }

  @Test
  void aTokenIsOfOneRoleAndWhoOperatesMayRead() throws InterruptedException {
    TestGateway gateway = gateway(withTokens());

    gateway.get("/api/groups").requireError(401, "unauthorized");
    assertThat(gateway.get("/api/groups").header("WWW-Authenticate")).isEqualTo("Bearer");
    as(gateway, "Bearer " + READ).requireError(503, "no-name-server");
    as(gateway, "bearer   " + OPERATE).requireError(503, "no-name-server");
    gateway
        .post("/api/groups/kv/checks", "", "Authorization", "Bearer " + READ)
        .requireError(403, "unauthorized");
    gateway
        .post("/api/groups/kv/checks", "", "Authorization", "Bearer " + OPERATE)
        .requireError(503, "no-name-server");
    assertThat(gateway.get("/health/live").status()).isEqualTo(200);
    assertThat(gateway.get("/api/openapi.json").status()).isEqualTo(200);
  }

  @Test
  void whatIsNearlyATokenIsNone() throws InterruptedException {
    TestGateway gateway = gateway(withTokens());

    for (String wrong :
        List.of(
            "Bearer",
            "Bearer ",
            "Bearer " + READ + "0",
            "Bearer " + READ.substring(1),
            "Bearer " + READ.toUpperCase(java.util.Locale.ROOT),
            "Basic " + READ,
            READ)) {
      as(gateway, wrong).requireError(401, "unauthorized");
    }
  }

  @Test
  void aRoleWithoutATokenIsNobodysOnceThereIsOne() throws InterruptedException {
    TestGateway gateway = gateway(withTokens());

    gateway.post("/api/groups/kv/requests", "x").requireError(401, "unauthorized");
    gateway
        .post("/api/groups/kv/requests", "x", "Authorization", "Bearer " + OPERATE)
        .requireError(403, "unauthorized");
  }

  @Test
  void aTokenMayStandInAFile(@TempDir Path folder) throws InterruptedException, IOException {
    Path file = Files.writeString(folder.resolve("read"), "\n" + READ + "\n");
    MonitorTokens tokens = new MonitorTokens().setFile(AccessRole.READ, file.toString());
    TestGateway gateway = gateway(new MonitorOptions().setTokens(tokens));

    as(gateway, "Bearer " + READ).requireError(503, "no-name-server");
    as(gateway, "Bearer " + OPERATE).requireError(401, "unauthorized");
  }

  @Test
  void aTokenThatCanBeNoneStopsTheStartAndIsNotShown() {
    for (String json :
        List.of(
            "{\"read\":\"too-short\"}",
            "{\"read\":\"with white space in it\"}",
            "{\"readFile\":\"/nowhere/at/all\"}",
            "{\"read\":\"0123456789abcdef\",\"readFile\":\"x\"}")) {
      MonitorTokens tokens = new MonitorTokens(new JsonObject(json));
      assertThatThrownBy(() -> new MonitorOptions().setTokens(tokens).required())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("read")
          .hasMessageNotContainingAny("too-short", "white space", "0123456789abcdef");
    }
    assertThatThrownBy(() -> new MonitorTokens(new JsonObject().put("raed", "x")))
        .hasMessageContaining("raed");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,true",
    "::,true",
    "localhost,false",
    "127.0.0.2,false",
    "::1,false",
  })
  void anOpenDoorThatOthersReachIsWarnedOf(String host, boolean warned)
      throws InterruptedException {
    assertThat(warnings(new MonitorOptions().setHost(host)))
        .hasSize(warned ? 1 : 0)
        .allMatch(warning -> warning.contains(host));
    assertThat(warnings(withTokens().setHost(host))).isEmpty();
  }

  @Test
  void pagesOfOtherOriginsAreRefusedAndToldNothing() throws InterruptedException {
    TestGateway gateway = gateway(new MonitorOptions());
    String own = "http://127.0.0.1:" + gateway.port();

    for (String other : List.of("http://evil.example", "null", "http://127.0.0.1:1", "")) {
      Answer answer = gateway.post("/api/groups/kv/checks", "", "Origin", other);
      answer.requireError(403, "unauthorized");
      assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }
    Answer answer = gateway.post("/api/groups/kv/checks", "", "Origin", own);
    answer.requireError(503, "no-name-server");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(gateway.send("OPTIONS", "/api/groups/kv/checks", "Origin", own).status())
        .isEqualTo(405);
  }

  @Test
  void pagesOfTheOriginsThatAreSetAreServed() throws InterruptedException {
    String friend = "https://ops.example.com";
    TestGateway gateway = gateway(new MonitorOptions().setCorsOrigins(List.of(friend)));

    Answer answer = gateway.getWith("/api/groups", "Origin", friend);
    answer.requireError(503, "no-name-server");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(friend);
    Answer asked =
        gateway.preflight("/api/groups/kv/requests", friend, "POST", "understudy-session");
    assertThat(asked.status()).isEqualTo(204);
    assertThat(asked.header("Access-Control-Allow-Methods")).contains("POST");
    gateway
        .getWith("/api/groups", "Origin", "https://ops.example.com.evil.example")
        .requireError(403, "unauthorized");
    assertThatThrownBy(() -> new MonitorOptions().setCorsOrigins(List.of("*")).required())
        .hasMessageContaining("corsOrigins");
  }

  @Test
  void aPageWhoseNameWasTurnedToTheGatewayIsRefused() throws InterruptedException, IOException {
    TestGateway gateway = gateway(new MonitorOptions());
    String evil = "evil.example:" + gateway.port();

    for (String mark :
        List.of(
            "Origin: http://" + evil, "Sec-Fetch-Site: same-origin", "User-Agent: Mozilla/5.0")) {
      assertThat(called(gateway, evil, mark)).as(mark).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "[::1]",
        "localhost",
        "LOCALHOST",
        "kv.localhost",
        "understudy",
        "ops.example.com"
      })
  void aBrowserMayCallTheGatewayByWhatNobodyElseCanBe(String name)
      throws InterruptedException, IOException {
    TestGateway gateway =
        gateway(new MonitorOptions().setCorsOrigins(List.of("http://ops.example.com:81")));

    assertThat(called(gateway, name + ":" + gateway.port(), "Sec-Fetch-Site: same-origin"))
        .isEqualTo(503);
    assertThat(called(gateway, name, "User-Agent: Mozilla/5.0")).isEqualTo(503);
  }

  @Test
  void programsMayUseAnyNameAndSoMayBrowsersWhereTokensAreWanted()
      throws InterruptedException, IOException {
    TestGateway open = gateway(new MonitorOptions());
    TestGateway closed = gateway(withTokens());

    assertThat(called(open, "understudy.kv.svc.cluster.local", "User-Agent: curl/8"))
        .isEqualTo(503);
    assertThat(called(closed, "ops.example.com", "Sec-Fetch-Site: same-origin")).isEqualTo(401);
  }

  @Test
  void whoAsksTooOftenIsTold() throws InterruptedException {
    TestGateway gateway =
        gateway(limited(new MonitorLimits().setRequestsPerSecond(1_000).setCommandsPerSecond(1)));

    gateway.post("/api/groups/kv/checks", "").requireError(503, "no-name-server");
    Answer second = gateway.post("/api/groups/kv/checks", "");
    second.requireError(429, "overloaded");
    assertThat(second.header("Retry-After")).isEqualTo("1");
    gateway.get("/api/groups").requireError(503, "no-name-server");
  }

  @Test
  void connectionsOverTheBoundAreToldAndClosed() throws InterruptedException, IOException {
    TestGateway gateway = gateway(limited(new MonitorLimits().setMaxConnections(1)));
    assertThat(gateway.get("/health/live").status()).isEqualTo(200); // and is kept open

    RawHttp.Answer second = new RawHttp(gateway.port()).send(RawHttp.get("/api/groups"));

    assertThat(second.status()).isEqualTo(429);
    assertThat(new JsonObject(second.body()).getString("code")).isEqualTo("overloaded");
    assertThat(gateway.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void probesAreAnsweredOverTheBoundOnConnections() throws InterruptedException, IOException {
    TestGateway gateway = gateway(limited(new MonitorLimits().setMaxConnections(1)));
    assertThat(gateway.get("/health/live").status()).isEqualTo(200); // and is kept open
    List<Socket> idle = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      idle.add(new Socket(InetAddress.getLoopbackAddress(), gateway.port()));
    }

    RawHttp.Answer probe = new RawHttp(gateway.port()).send(RawHttp.get("/health/live"));

    assertThat(probe.status()).isEqualTo(200);
    for (Socket socket : idle) {
      socket.close();
    }
  }

  @Test
  void aConnectionThatDoesNotSendTheHeadOfARequestIsClosed()
      throws InterruptedException, IOException {
    TestGateway gateway = gateway(limited(new MonitorLimits().setHeadMillis(100)));

    RawHttp.Answer answer =
        new RawHttp(gateway.port()).send(Buffer.buffer("GET /health/live HTTP/1.1\r\nHost"));

    assertThat(answer.status()).isZero();
  }

  @Test
  void headersOverTheBoundAreRefused() throws InterruptedException {
    TestGateway gateway =
        gateway(limited(new MonitorLimits().setMaxHeaderBytes(2_000).setMaxLineBytes(300)));

    gateway.getWith("/health/live", "X-Long", "x".repeat(2_000)).requireError(431, "too-large");
    gateway.get("/health/live?" + "x".repeat(300)).requireError(414, "too-large");
  }

  @Test
  void theManualNamesEveryBoundWithItsDefault() {
    String manual = MonitoringFiles.text(Path.of("..", "docs", "http.md"));

    new MonitorLimits()
        .toJson()
        .forEach(
            bound ->
                assertThat(manual)
                    .contains("| `" + bound.getKey() + "` | " + bound.getValue() + " |"));
  }

  @Test
  void boundsAreInTheirRanges() {
    for (String name : new MonitorLimits().toJson().fieldNames()) {
      MonitorLimits none = new MonitorLimits(new JsonObject().put(name, 0));
      assertThatThrownBy(() -> new MonitorOptions().setLimits(none).required())
          .hasMessageContaining(name);
    }
  }

  @Test
  void anAllowanceComesBackAndIsEachAddresssOwn() {
    RateLimit limit = new RateLimit(2);
    long second = 1_000_000_000L;

    assertThat(limit.admits("a", 0)).isTrue();
    assertThat(limit.admits("a", 0)).isTrue();
    assertThat(limit.admits("a", second / 4)).isFalse();
    assertThat(limit.admits("b", second / 4)).isTrue();
    assertThat(limit.admits("a", second / 2)).isTrue();
    assertThat(limit.admits("a", second / 2)).isFalse();
    assertThat(limit.admits("a", 100 * second)).isTrue();
    assertThat(limit.admits("a", 100 * second)).isTrue();
    assertThat(limit.admits("a", 100 * second)).isFalse();
    for (int n = 0; n < RateLimit.MOST_ADDRESSES; n++) {
      limit.admits("n" + n, 100 * second);
    }
    assertThat(limit.admits("a", 100 * second)).as("forgotten").isTrue();
  }

  private static Answer as(TestGateway gateway, String authorization) throws InterruptedException {
    return gateway.getWith("/api/groups", "Authorization", authorization);
  }

  /** The status with which a gateway that is called by this name answers. */
  private static int called(TestGateway gateway, String host, String header) throws IOException {
    String request =
        "GET /api/groups HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + header
            + "\r\nConnection: close\r\n\r\n";
    return new RawHttp(gateway.port()).send(Buffer.buffer(request)).status();
  }

  private static MonitorOptions withTokens() {
    return new MonitorOptions()
        .setTokens(
            new MonitorTokens()
                .setToken(AccessRole.READ, READ)
                .setToken(AccessRole.OPERATE, OPERATE));
  }

  private static MonitorOptions limited(MonitorLimits limits) {
    return new MonitorOptions().setLimits(limits);
  }

  private List<String> warnings(MonitorOptions options) throws InterruptedException {
    Logger logger = (Logger) LoggerFactory.getLogger(MonitorVerticle.class);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    logger.addAppender(heard);
    try {
      gateway(options);
    } finally {
      logger.detachAppender(heard);
    }
    return heard.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private TestGateway gateway(MonitorOptions options) throws InterruptedException {
    MonitorVerticle monitor = new MonitorVerticle(options.setPort(0).setAnswerMillis(20));
    await(vertx.deployVerticle(monitor));
    return new TestGateway(monitor.actualPort());
  }
}
