package dev.understudy.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.demo.Ledger.Write;
import dev.understudy.app.verb.Gateway;
import dev.understudy.app.verb.PlayedGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever says that nothing was lost has to notice what was. */
class AuditTest {

  private final Map<String, String> state = new TreeMap<>();
  private final JsonArray records = new JsonArray();
  private final Ledger ledger = new Ledger();
  @AutoClose private final PlayedGateway gateway = new PlayedGateway();

  @BeforeEach
  void start() {
    gateway.on(
        "POST /api/groups/demo/queries",
        query ->
            new JsonObject()
                .put("value", state.get(new JsonObject(query).getString("key")))
                .encode());
    gateway.on(
        "GET /api/groups/demo/diverged",
        nothing -> new JsonObject().put("records", records).encode());
    ledger.acknowledge(new Write("a", "1"));
  }

  @Test
  void aWriteMayBeInTheState() {
    state.put("a", "1");
    assertThat(audit()).isEqualTo(new Audit(1, 0, 0, 0, 0)).matches(Audit::isClean);
  }

  @Test
  void aWriteMayBeInOneDivergedRecord() {
    diverge("a");
    ledger.miss("a");
    assertThat(audit()).isEqualTo(new Audit(0, 1, 0, 0, 0)).matches(Audit::isClean);
  }

  @Test
  void aWriteThatIsNowhereIsLost() {
    assertThat(audit()).isEqualTo(new Audit(0, 0, 1, 0, 0)).matches(audit -> !audit.isClean());
  }

  @Test
  void anotherValueThanTheAcknowledgedOneIsALoss() {
    state.put("a", "0");
    assertThat(audit().lost()).isEqualTo(1);
  }

  @Test
  void aWriteMayNotBeInBoth() {
    state.put("a", "1");
    diverge("a");
    assertThat(audit()).isEqualTo(new Audit(0, 0, 0, 1, 0)).matches(audit -> !audit.isClean());
  }

  @Test
  void aWriteMayNotBeInTwoRecords() {
    diverge("a");
    diverge("a");
    assertThat(audit().twice()).isEqualTo(1);
  }

  @Test
  void aWriteMayNotBeExecutedTwice() {
    state.put("a", "1");
    ledger.repeat("a");
    assertThat(audit().twice()).isEqualTo(1);
  }

  @Test
  void aReadThatMissedASurvivingWriteHasNoExcuse() {
    state.put("a", "1");
    ledger.miss("a");
    assertThat(audit()).isEqualTo(new Audit(1, 0, 0, 0, 1)).matches(audit -> !audit.isClean());
  }

  private void diverge(String key) {
    records.add(new JsonObject().put("payload", new JsonObject().put("key", key)));
  }

  private Audit audit() {
    URI endpoint = URI.create(gateway.url());
    return Audit.of(ledger, new Gateway(List.of(endpoint), Duration.ofSeconds(10)));
  }
}
