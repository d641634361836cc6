package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.ServerId;
import dev.understudy.monitor.TestGateway.Answer;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of requests that the losing one of two masters answered: protocol section 10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DivergedRoutesTest {

  private static final String GROUP = "/api/groups/pair";
  private static final String DIVERGED = GROUP + "/diverged";

  /** As no encoder of JSON would write it. */
  private static final String SENT = "{\"line\": 1 }";

  private final TestCluster cluster;
  private final TestGateway gateway;

  DivergedRoutesTest() throws InterruptedException {
    cluster = new TestCluster(2);
    gateway = cluster.gateway(new MonitorOptions(), Authenticator.EVERYBODY);
  }

  @AfterAll
  void stop() throws InterruptedException {
    cluster.stop();
  }

  @Test
  void showsReplaysAndDropsWhatTheLosingMasterAnswered() throws InterruptedException {
    cluster.startPair("pair");
    gateway.getUntil(GROUP, status -> inSync(status) == 2);
    gateway.post(GROUP + "/requests", "before");
    assertThat(gateway.get(DIVERGED).json())
        .isEqualTo(new JsonObject().put("records", new JsonArray()).putNull("next"));

    separate();
    askTheLosingMaster(SENT);
    askTheLosingMaster("plain");
    askTheLosingMaster("throw");
    JsonObject found = gateway.getUntil(DIVERGED, all -> all.getJsonArray("records").size() == 3);

    JsonObject first = found.getJsonArray("records").getJsonObject(0);
    assertThat(first.getValue("payload")).isEqualTo(new JsonObject().put("line", 1));
    assertThat(first.getInteger("server")).isEqualTo(2);
    assertThat(first.getValue("result")).isEqualTo(2);
    assertThat(decoded(first.getString("payloadBase64"))).isEqualTo(SENT);
    assertThat(decoded(first.getString("resultBase64"))).isEqualTo("2");
    assertThat(found.getJsonArray("records").getJsonObject(1).getValue("payload"))
        .isEqualTo(new JsonObject().put("base64", "cGxhaW4="));
    assertThat(found.getJsonArray("records").getJsonObject(2).getJsonObject("failure"))
        .isEqualTo(
            new JsonObject()
                .put("code", "service-failed")
                .put("message", "IllegalArgumentException: no such line"));
    readsPages();
    replays(first);
    drops();
  }

  private void readsPages() throws InterruptedException {
    JsonObject page = gateway.get(DIVERGED + "?from=1&most=1").json();

    assertThat(page.getJsonArray("records")).hasSize(1);
    assertThat(page.getInteger("next")).isEqualTo(2);
    gateway.get(DIVERGED + "?from=-1").requireError(400, "invalid");
    gateway.get(DIVERGED + "?most=10001").requireError(400, "invalid");
  }

  private void replays(JsonObject record) throws InterruptedException {
    JsonObject name =
        new JsonObject()
            .put("epoch", record.getValue("epoch"))
            .put("index", record.getValue("index"));
    JsonObject body = new JsonObject().put("records", new JsonArray().add(name));

    Answer answer = gateway.post(DIVERGED + "/replays", body.encode());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(ControlProtocol.done("replayed 1 diverged records"));
    assertThat(gateway.get(DIVERGED).json().getJsonArray("records")).hasSize(2);
    assertThat(gateway.post(GROUP + "/queries", "").text()).isEqualTo("before\n" + SENT + "\n");
    gateway.post(DIVERGED + "/replays", body.encode()).requireError(409, "refused");
    gateway.post(DIVERGED + "/replays", "{\"records\":[]}").requireError(400, "invalid");
    gateway.post(DIVERGED + "/replays", "{\"records\":[1]}").requireError(400, "invalid");
  }

  private void drops() throws InterruptedException {
    gateway.delete(DIVERGED, "{\"expected\":3}").requireError(409, "refused");
    gateway.delete(DIVERGED, "{\"expected\":-1}").requireError(400, "invalid");
    assertThat(gateway.get(DIVERGED).json().getJsonArray("records")).hasSize(2);

    Answer answer = gateway.delete(DIVERGED, "{\"expected\":2}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(ControlProtocol.done("dropped 2 diverged records"));
    assertThat(gateway.get(DIVERGED).json().getJsonArray("records")).isEmpty();
    assertThat(gateway.post(GROUP + "/queries", "").text()).doesNotContain("plain");
    gateway.delete(DIVERGED, "{\"record\":1}").requireError(400, "invalid");
  }

  /** Cuts the servers from each other until both are masters; server 1 is going to be retained. */
  private void separate() throws InterruptedException {
    gateway.post(GROUP + "/transfers", "{\"serverId\":1}");
    cluster.command("pair", 1, new ControlProtocol.Cut(List.of(new ServerId(2)), 3_000));
    cluster.command("pair", 2, new ControlProtocol.Cut(List.of(new ServerId(1)), 3_000));
    gateway.getUntil(GROUP, status -> masters(status) == 2);
  }

  private void askTheLosingMaster(String line) throws InterruptedException {
    Answer answer = gateway.post(GROUP + "/requests", line);
    if (answer.status() == 200) {
      assertThat(answer.header("Understudy-Epoch")).endsWith("/2");
    }
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static long inSync(JsonObject status) {
    return status.getJsonArray("servers").stream()
        .filter(server -> ((JsonObject) server).getBoolean("inSync"))
        .count();
  }

  private static long masters(JsonObject status) {
    return status.getJsonArray("servers").stream()
        .filter(server -> "master".equals(((JsonObject) server).getString("role")))
        .count();
  }
}
