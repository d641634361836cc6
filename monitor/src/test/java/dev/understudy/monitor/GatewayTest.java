package dev.understudy.monitor;

import static dev.understudy.monitor.TestCluster.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.TestGateway.Answer;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The routes of the gateway with real servers, on a cluster of three nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

  private static final String GROUP = "/api/groups/diary";
  private static final String NOBODY = "/api/groups/nobody";

  private final TestCluster cluster;
  private final TestGateway gateway;

  GatewayTest() throws InterruptedException {
    cluster = new TestCluster(3);
    gateway = cluster.gateway(new MonitorOptions(), Authenticator.EVERYBODY);
  }

  @BeforeAll
  void start() throws InterruptedException {
    cluster.startGroup("diary", 3);
    gateway.getUntil(GROUP, GatewayTest::isWell);
  }

  @AfterAll
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void executesARequestAndAnswersWithItsPlace() throws InterruptedException {
    Answer first = gateway.post(GROUP + "/requests", "a line");
    Answer second = gateway.post(GROUP + "/requests", "another");

    assertThat(first.status()).isEqualTo(200);
    assertThat(Integer.parseInt(second.text())).isGreaterThan(Integer.parseInt(first.text()));
    assertThat(first.header("Understudy-Epoch")).matches("\\d+/\\d");
    assertThat(Long.parseLong(second.header("Understudy-Index")))
        .isGreaterThan(Long.parseLong(first.header("Understudy-Index")));
    assertThat(gateway.post(GROUP + "/queries", "").text()).contains("a line\n");
  }

  @Test
  void givesTheFirstResultToARequestThatIsRepeatedInItsSession() throws InterruptedException {
    Answer opened = gateway.post(GROUP + "/sessions", "");
    assertThat(opened.status()).isEqualTo(201);
    String session = opened.json().getString("session");

    Answer first = named(session, "0", "once");
    Answer again = named(session, "0", "once");

    assertThat(first.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(first.text());
    assertThat(again.header("Understudy-Index")).isEqualTo(first.header("Understudy-Index"));
    assertThat(named(session, "300", "later").status()).isEqualTo(200);
    named(session, "0", "once").requireError(400, "invalid");
    assertThat(gateway.post(GROUP + "/queries", "").text()).containsOnlyOnce("once");
  }

  @Test
  void refusesSessionsThatAreUnknownOrIncomplete() throws InterruptedException {
    String session = gateway.post(GROUP + "/sessions", "").json().getString("session");

    named(session + "0", "0", "x").requireError(409, "session-expired");
    named("nonsense", "0", "x").requireError(400, "invalid");
    named(session, "-1", "x").requireError(400, "invalid");
    gateway
        .post(GROUP + "/requests", "x", "Understudy-Session", session)
        .requireError(400, "invalid");
    gateway
        .post(
            GROUP + "/requests",
            "x",
            "Understudy-Session",
            session,
            "Understudy-Sequence",
            "1",
            "Understudy-Acknowledged-Below",
            "2")
        .requireError(400, "invalid");
  }

  @Test
  void answersQueriesOfBothKindsAndNoOther() throws InterruptedException {
    Answer linearizable = gateway.post(GROUP + "/queries", "");
    Answer stale = gateway.post(GROUP + "/queries?consistency=stale", "");

    assertThat(linearizable.status()).isEqualTo(200);
    assertThat(linearizable.header("Understudy-Committed")).isEqualTo("true");
    assertThat(stale.status()).isEqualTo(200);
    assertThat(stale.header("Understudy-Lag")).matches("\\d+");
    gateway.post(GROUP + "/queries?consistency=maybe", "").requireError(400, "invalid");
    gateway.post(GROUP + "/queries", "throw").requireError(422, "service-failed");
  }

  @Test
  void passesOnWhatTheServiceSaysAgainstARequest() throws InterruptedException {
    Answer thrown = gateway.post(GROUP + "/requests", "throw");

    thrown.requireError(422, "service-failed");
    assertThat(thrown.json().getString("message")).contains("no such line");
    gateway.post(GROUP + "/requests", "large").requireError(413, "too-large");
  }

  @Test
  void namesTheGroups() throws InterruptedException {
    JsonObject groups =
        gateway.getUntil("/api/groups", all -> !all.getJsonArray("groups").isEmpty());

    assertThat(groups.getJsonArray("groups")).contains("diary");
  }

  @Test
  void tellsHowAGroupIs() throws InterruptedException {
    int master = cluster.master("diary");

    JsonObject status = gateway.getUntil(GROUP, GatewayTest::isWell);

    assertThat(status.getString("group")).isEqualTo("diary");
    assertThat(status.getString("mode")).isEqualTo("consistent");
    JsonObject named = status.getJsonObject("master");
    assertThat(named.getInteger("serverId")).isEqualTo(master);
    assertThat(named.getString("address")).isEqualTo("understudy.group.diary.server." + master);
    assertThat(status.getJsonArray("servers").getJsonObject(0).fieldNames())
        .contains(
            "serverId",
            "role",
            "epoch",
            "lastIndex",
            "commitIndex",
            "inSync",
            "priority",
            "digest",
            "lastCheck");
    JsonObject server = status.getJsonArray("servers").getJsonObject(0);
    assertThat(server.getLong("upMillis")).isBetween(1L, 600_000L);
    assertThat(server.getJsonObject("lastCheck").getLong("agoMillis")).isNotNegative();
    JsonObject nameServer = status.getJsonArray("nameServers").getJsonObject(0);
    assertThat(nameServer.getInteger("retained")).isEqualTo(master);
    assertThat(nameServer.getInteger("registrations")).isEqualTo(3);
    assertThat(nameServer.getString("id")).isNotBlank();
    assertThat(status.getLong("millisWithSeveralMasters")).isNotNegative();
    assertThat(status.getLong("millisWithNoMaster")).isNotNegative();
  }

  @Test
  void hasEveryServerCheckItself() throws InterruptedException {
    JsonArray checks = gateway.post(GROUP + "/checks", "{}").json().getJsonArray("checks");

    assertThat(checks).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(checks.getJsonObject(i).getInteger("serverId")).isBetween(1, 3);
      assertThat(checks.getJsonObject(i).getString("result")).isNotBlank();
    }
    gateway.post(GROUP + "/checks", "{\"deep\":true}").requireError(400, "invalid");
  }

  @Test
  void comparesTheDigestsOfAllServersAtOneIndex() throws InterruptedException {
    gateway.post(GROUP + "/requests", "to be compared");

    JsonObject found = gateway.post(GROUP + "/verifications", "").json();

    assertThat(found.getBoolean("consistent")).as(found.encode()).isTrue();
    assertThat(found.getLong("index")).isPositive();
    assertThat(found.getJsonArray("servers")).hasSize(3);
    assertThat(found.getJsonArray("servers").getJsonObject(0).getString("digest")).isNotBlank();
  }

  @Test
  void transfersTheMastershipOnRequest() throws InterruptedException {
    cluster.startGroup("moved", 3);
    gateway.getUntil("/api/groups/moved", GatewayTest::isWell);
    int target = cluster.master("moved") == 1 ? 2 : 1;

    Answer answer =
        gateway.post(
            "/api/groups/moved/transfers", new JsonObject().put("serverId", target).encode());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().getString("done")).isNotBlank();
    assertThat(cluster.master("moved")).isEqualTo(target);
    transfer("{\"serverId\":77}").requireError(404, "unknown-server");
    transfer("{\"serverId\":-1}").requireError(400, "invalid");
    transfer("{\"serverId\":\"1\"}").requireError(400, "invalid");
    transfer("{}").requireError(400, "invalid");
    transfer("[]").requireError(400, "invalid");
    transfer("{").requireError(400, "invalid");
  }

  @Test
  void startsAGroupAnewFromOneServerWhenAQuorumIsGone() throws InterruptedException {
    cluster.startGroup("lost", 3);
    gateway.post("/api/groups/lost/requests", "kept");
    gateway.getUntil("/api/groups/lost", GatewayTest::isWell);
    recover("{\"serverId\":1}").requireError(409, "refused");
    recover("{\"serverId\":9}").requireError(404, "unknown-server");
    recover("{\"serverId\":1.5}").requireError(400, "invalid");
    cluster.stopServer("lost", 3);
    cluster.stopServer("lost", 2);
    gateway.getUntil("/api/groups/lost", status -> status.getValue("master") == null);

    Answer answer = recover("{\"serverId\":1}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(gateway.post("/api/groups/lost/queries?consistency=stale", "").text())
        .isEqualTo("kept\n");
  }

  @Test
  void failsWithoutAMasterAsTemporary() throws InterruptedException {
    cluster.startGroup("halved", 2);
    cluster.command("halved", 1, new ControlProtocol.Cut(List.of(new ServerId(2)), 5_000));
    cluster.command("halved", 2, new ControlProtocol.Cut(List.of(new ServerId(1)), 5_000));
    gateway.getUntil("/api/groups/halved", status -> status.getValue("master") == null);
    TestGateway hasty =
        cluster.gateway(new MonitorOptions().setDeadlineMillis(300), Authenticator.EVERYBODY);

    Answer answer = hasty.post("/api/groups/halved/requests", "never");

    answer.requireError(503, "no-master");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    gateway.post("/api/groups/halved/transfers", "{\"serverId\":2}").requireError(503, "no-master");
  }

  @Test
  void knowsNothingOfAGroupWithoutServers() throws InterruptedException {
    gateway.get(NOBODY).requireError(404, "unknown-group");
    gateway.post(NOBODY + "/requests", "x").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/sessions", "").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/queries", "x").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/checks", "").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/verifications", "").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/transfers", "{\"serverId\":1}").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/recoveries", "{\"serverId\":1}").requireError(404, "unknown-group");
    gateway.get(NOBODY + "/diverged").requireError(404, "unknown-group");
    gateway.post(NOBODY + "/diverged/replays", "").requireError(404, "unknown-group");
    gateway.delete(NOBODY + "/diverged", "").requireError(404, "unknown-group");
  }

  @Test
  void saysThatNoNameServerAnswers() throws InterruptedException {
    Vertx alone = Vertx.vertx();
    MonitorVerticle monitor =
        new MonitorVerticle(new MonitorOptions().setPort(0).setAnswerMillis(100));
    await(alone.deployVerticle(monitor));
    TestGateway lonely = new TestGateway(monitor.actualPort());

    lonely.get("/api/groups").requireError(503, "no-name-server");
    lonely.get(GROUP).requireError(503, "no-name-server");
    lonely.post(GROUP + "/requests", "x").requireError(503, "no-name-server");
    lonely.get("/health/ready").requireError(503, "no-name-server");
    assertThat(lonely.get("/health/live").status()).isEqualTo(200);
    await(alone.close());
  }

  @Test
  void isReadyWhenTheServersOfTheProcessAreInSync() throws InterruptedException {
    gateway.getUntil("/health/ready", ready -> ready.getBoolean("ready"));
    TestGateway inSync = cluster.gateway(members("diary", 1), Authenticator.EVERYBODY);
    TestGateway absent = cluster.gateway(members("diary", 9), Authenticator.EVERYBODY);

    inSync.getUntil("/health/ready", ready -> ready.getBoolean("ready"));
    absent.get("/health/ready").requireError(503, "not-ready");
    assertThat(absent.get("/health/live").json().getBoolean("live")).isTrue();
  }

  private static MonitorOptions members(String group, int server) {
    return new MonitorOptions().setMembers(List.of(new LocalServer(group, server)));
  }

  private Answer named(String session, String sequence, String body) throws InterruptedException {
    return gateway.post(
        GROUP + "/requests", body, "Understudy-Session", session, "Understudy-Sequence", sequence);
  }

  private Answer transfer(String body) throws InterruptedException {
    return gateway.post("/api/groups/moved/transfers", body);
  }

  private Answer recover(String body) throws InterruptedException {
    return gateway.post("/api/groups/lost/recoveries", body);
  }

  /** A master, and all three servers in sync. */
  static boolean isWell(JsonObject status) {
    long inSync =
        status.getJsonArray("servers").stream()
            .filter(server -> ((JsonObject) server).getBoolean("inSync"))
            .count();
    return status.getValue("master") != null
        && inSync == 3
        && status.getJsonArray("nameServers").size() == 1;
  }
}
