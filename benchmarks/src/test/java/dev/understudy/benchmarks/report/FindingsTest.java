package dev.understudy.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an experiment found, for people and for scripts. */
class FindingsTest {

  private static final Findings FINDINGS =
      new Findings(
          "failover",
          "The master is killed",
          List.of(Finding.millis("defaultMillis", "default settings, median", 412.34567)),
          new JsonObject().put("settings", "tuned"));

  @Test
  void theJsonHasEveryNumberAndTheDetails() {
    JsonObject json = FINDINGS.toJson();
    assertThat(json.getDouble("defaultMillis")).isEqualTo(412.346);
    assertThat(json.getString("settings")).isEqualTo("tuned");
  }

  @Test
  void peopleReadALineForEachNumber() {
    assertThat(FINDINGS.lines())
        .hasSize(2)
        .anyMatch(line -> line.matches(" *default settings, median +412 ms"));
  }

  @Test
  void numbersCanBeAdded() {
    Findings more = FINDINGS.with(List.of(Finding.count("rounds", "rounds", 5)));
    assertThat(more.toJson().getValue("rounds")).isEqualTo(5L);
    assertThat(more.lines()).hasSize(3);
  }
}
