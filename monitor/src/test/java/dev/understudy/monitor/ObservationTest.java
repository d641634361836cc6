package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.monitor.metrics.Scrape;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What overview, metrics and events tell of a group that runs, and Prometheus makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservationTest {

  private final TestCluster cluster;
  private final TestGateway gateway;

  ObservationTest() throws InterruptedException {
    cluster = new TestCluster(3);
    MonitorLimits limits = new MonitorLimits().setObservationMillis(100);
    gateway = cluster.gateway(new MonitorOptions().setLimits(limits), Authenticator.EVERYBODY);
  }

  @BeforeAll
  void start() throws InterruptedException {
    cluster.startGroup("diary", 3);
    gateway.getUntil("/api/groups/diary", GatewayTest::isWell);
    gateway.post("/api/groups/diary/requests", "a line");
    gateway.post("/api/groups/diary/queries", "");
    gateway.post("/api/groups/diary/checks", "");
  }

  @AfterAll
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void tellsAllGroupsAtAGlance() throws InterruptedException {
    JsonObject overview =
        gateway.getUntil(
            "/api/overview", seen -> of("diary", seen).getValue("requestsPerSecond") != null);
    JsonObject diary = of("diary", overview);

    assertThat(diary.getInteger("master")).isEqualTo(cluster.master("diary"));
    assertThat(diary.getString("epoch")).isNotBlank();
    assertThat(diary.getInteger("masters")).isEqualTo(1);
    assertThat(diary.getInteger("servers")).isEqualTo(3);
    assertThat(diary.getInteger("inSync")).isEqualTo(3);
    assertThat(diary.getInteger("missing")).isZero();
    assertThat(diary.getJsonArray("concerns")).isEmpty();
    assertThat(diary.getDouble("p99Millis")).isPositive();
    assertThat(overview.getInteger("unobserved")).isZero();
  }

  @Test
  void answersHaveTheFieldsThatTheOpenApiDocumentNames() throws InterruptedException {
    JsonObject overview = gateway.get("/api/overview").json();
    JsonObject group = gateway.get("/api/groups/diary").json();

    requireFields("Overview", overview);
    requireFields("GroupAtAGlance", of("diary", overview));
    requireFields("Group", group);
    requireFields("Master", group.getJsonObject("master"));
    requireFields("Server", group.getJsonArray("servers").getJsonObject(0));
    requireFields("NameServer", group.getJsonArray("nameServers").getJsonObject(0));
    requireFields("Checks", gateway.post("/api/groups/diary/checks", "").json());
    requireFields("Verification", gateway.post("/api/groups/diary/verifications", "").json());
    requireFields("Session", gateway.post("/api/groups/diary/sessions", "").json());
    requireFields("DivergedRecords", gateway.get("/api/groups/diary/diverged").json());
    requireFields("Error", gateway.get("/api/groups/nobody").json());
  }

  @Test
  void saysWhatAPersonShouldLookAt() throws InterruptedException {
    cluster.startGroup("lame", 3);
    gateway.getUntil("/api/groups/lame", GatewayTest::isWell);
    cluster.stopServer("lame", cluster.master("lame"));

    JsonObject lame =
        of(
            "lame",
            gateway.getUntil(
                "/api/overview",
                seen -> {
                  JsonObject now = of("lame", seen);
                  return now.getInteger("missing", 0) == 1 && now.getValue("master") != null;
                }));

    assertThat(lame.getJsonArray("concerns")).contains("missing-server");
    assertThat(lame.getInteger("servers")).isEqualTo(2);
  }

  @Test
  void observesNoMoreGroupsThanItsBound() throws InterruptedException {
    TestGateway narrow =
        cluster.gateway(
            new MonitorOptions().setLimits(new MonitorLimits().setMaxObservedGroups(1)),
            Authenticator.EVERYBODY);
    cluster.startGroup("another", 1);
    JsonObject overview =
        narrow.getUntil("/api/overview", seen -> seen.getInteger("unobserved") > 0);

    assertThat(overview.getJsonArray("groups")).hasSize(1);
  }

  @Test
  void scrapesAreThoseOfTheGroupThatRuns() throws InterruptedException {
    Scrape scrape =
        scrapeUntil(seen -> seen.text().contains("understudy_checks_total{group=\"diary"));

    assertThat(scrape.value("understudy_masters{group=\"diary\"}")).isEqualTo("1.0");
    assertThat(scrape.value("understudy_servers_in_sync{group=\"diary\"}")).isEqualTo("3.0");
    assertThat(scrape.value("understudy_servers_missing{group=\"diary\"}")).isEqualTo("0.0");
    assertThat(scrape.value("understudy_name_servers{group=\"diary\"}")).isEqualTo("1.0");
    assertThat(scrape.value("understudy_name_servers_disagree{group=\"diary\"}")).isEqualTo("0.0");
    String count =
        "understudy_requests_seconds_count{group=\"diary\",kind=\"request\",outcome=\"ok\"}";
    assertThat(scrape.value(count)).isEqualTo("1");
    for (int server = 1; server <= 3; server++) {
      String lag = "understudy_server_lag_entries{group=\"diary\",server=\"" + server + "\"}";
      assertThat(scrape.value(lag)).isEqualTo("0.0");
    }
  }

  @Test
  void everythingThatAlertsAndDashboardAskForIsInAScrape() throws InterruptedException {
    Scrape scrape = scrapeUntil(seen -> seen.text().contains("understudy_checks_total{"));
    String asked =
        MonitoringFiles.text(MonitoringFiles.ALERTS)
            + String.join("\n", MonitoringFiles.expressions());

    assertThat(MonitoringFiles.samples(asked)).isNotEmpty().isSubsetOf(scrape.samples());
  }

  @Test
  void theStreamTellsOfAHandOver() throws InterruptedException {
    cluster.startGroup("moved", 3);
    gateway.getUntil("/api/groups/moved", GatewayTest::isWell);
    int target = cluster.master("moved") == 1 ? 2 : 1;
    try (EventReader reader = EventReader.open(gateway, "?group=moved&types=master-elected")) {
      reader.next();
      gateway.post(
          "/api/groups/moved/transfers", new JsonObject().put("serverId", target).encode());

      assertThat(reader.next().data().getInteger("server")).isEqualTo(target);
    }
  }

  @Test
  void promtoolAcceptsAndTestsTheAlerts() throws IOException, InterruptedException {
    Tools.need("promtool");

    assertThat(Tools.run("promtool", "check", "rules", MonitoringFiles.ALERTS.toString()))
        .contains("SUCCESS");
    assertThat(Tools.run("promtool", "test", "rules", MonitoringFiles.ALERTS_TEST.toString()))
        .contains("SUCCESS");
  }

  @Test
  void promtoolHasNothingAgainstTheMetrics(@TempDir Path folder)
      throws IOException, InterruptedException {
    Tools.need("promtool");
    Path file = Files.writeString(folder.resolve("metrics"), gateway.get("/metrics").text());

    // it ends with an error where a name or type is not as Prometheus wants it
    assertThat(Tools.run("sh", "-c", "promtool check metrics --extended < " + file))
        .contains("understudy_requests_seconds");
  }

  @Test
  void aRealPrometheusScrapesTheGroupAndUnderstandsEveryExpression(@TempDir Path folder)
      throws IOException, InterruptedException {
    Tools.need("prometheus");
    int port = freePort();
    Process prometheus =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + configuration(folder),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      TestGateway web = new TestGateway(port);
      web.waitFor("/-/ready");
      JsonObject masters =
          web.getUntil(
              query("max by (group) (understudy_masters{group=\"diary\"})"),
              answer -> !results(answer).isEmpty());
      assertThat(results(masters).getJsonObject(0).getJsonArray("value").getString(1))
          .isEqualTo("1");
      assertThat(results(web.get(query("up")).json()).getJsonObject(0).getJsonArray("value"))
          .contains("1");
      requireUnderstood(web);
      requireQuiet(web);
    } finally {
      prometheus.destroy();
      prometheus.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static void requireUnderstood(TestGateway web) throws InterruptedException {
    List<String> wrong = new ArrayList<>();
    for (String expression : MonitoringFiles.expressions()) {
      String asked =
          expression
              .replace("$namespace", ".*")
              .replace("$group", ".*")
              .replace("$__rate_interval", "1m")
              .strip();
      boolean isFunctionOfGrafana = asked.startsWith("label_values(");
      if (!isFunctionOfGrafana && web.get(query(asked)).status() != 200) {
        wrong.add(asked);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The rules are evaluated, and have nothing critical against the group. */
  private static void requireQuiet(TestGateway web) throws InterruptedException {
    web.getUntil(
        "/api/v1/rules",
        answer ->
            rules(answer).stream().allMatch(rule -> "ok".equals(rule.getString("health")))
                && rules(answer).size() == MonitoringFiles.alerts().size());
    JsonObject critical =
        web.get(query("ALERTS{severity=\"critical\",alertstate=\"firing\",group=\"diary\"}"))
            .json();
    assertThat(results(critical)).isEmpty();
  }

  private static List<JsonObject> rules(JsonObject answer) {
    List<JsonObject> rules = new ArrayList<>();
    for (Object group : answer.getJsonObject("data").getJsonArray("groups")) {
      ((JsonObject) group).getJsonArray("rules").forEach(rule -> rules.add((JsonObject) rule));
    }
    return rules;
  }

  private void requireFields(String schema, JsonObject answer) throws InterruptedException {
    JsonObject documented =
        gateway
            .get("/api/openapi.json")
            .json()
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject(schema)
            .getJsonObject("properties");
    assertThat(answer.fieldNames())
        .as(schema)
        .containsExactlyInAnyOrderElementsOf(documented.fieldNames());
  }

  private Path configuration(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        String.join(
            "\n",
            "global: {scrape_interval: 1s, evaluation_interval: 1s}",
            "rule_files: ['" + MonitoringFiles.ALERTS.toAbsolutePath() + "']",
            "scrape_configs:",
            "  - job_name: understudy",
            "    static_configs:",
            "      - targets: ['127.0.0.1:" + gateway.port() + "']",
            ""));
  }

  private Scrape scrapeUntil(Predicate<Scrape> expected) throws InterruptedException {
    return new Scrape(gateway.textUntil("/metrics", text -> expected.test(new Scrape(text))));
  }

  private static JsonObject of(String group, JsonObject overview) {
    for (Object one : overview.getJsonArray("groups")) {
      if (((JsonObject) one).getString("group").equals(group)) {
        return (JsonObject) one;
      }
    }
    return new JsonObject();
  }

  private static String query(String expression) {
    return "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  private static JsonArray results(JsonObject answer) {
    return answer.getJsonObject("data").getJsonArray("result");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
