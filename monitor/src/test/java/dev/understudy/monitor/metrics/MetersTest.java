package dev.understudy.monitor.metrics;

import static dev.understudy.monitor.metrics.FilledMeters.check;
import static dev.understudy.monitor.metrics.FilledMeters.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus is told of groups, requests and events. */
class MetersTest {

  private static final String INCIDENTS = "understudy_incidents_total{group=\"kv\",type=\"%s\"}";

  private final Meters meters = new Meters(3, 2);

  @Test
  void haveEveryMetricUnderTheNameThatItSays() {
    Scrape scrape = new Scrape(FilledMeters.of(10, 10).scrape());

    for (Metric metric : Metric.values()) {
      String name = metric.exposedName();
      assertThat(scrape.metrics()).as(scrape.text()).containsAnyOf(name, name + "_total");
    }
    assertThat(scrape.metrics()).hasSize(Metric.values().length + 1);
    assertThat(scrape.metrics()).contains("understudy_requests_seconds_max");
  }

  @Test
  void tellHowAGroupIs() {
    observe(status("kv", 2, 2));

    assertThat(value("understudy_masters{group=\"kv\"}")).isEqualTo("2.0");
    assertThat(value("understudy_servers{group=\"kv\"}")).isEqualTo("2.0");
    assertThat(value("understudy_servers_missing{group=\"kv\"}")).isEqualTo("1.0");
    assertThat(value("understudy_commit_index{group=\"kv\"}")).isEqualTo("98.0");
    assertThat(value("understudy_sessions{group=\"kv\"}")).isEqualTo("7.0");
    assertThat(value("understudy_in_flight_bytes{group=\"kv\"}")).isEqualTo("640.0");
    assertThat(value("understudy_name_servers_disagree{group=\"kv\"}")).isEqualTo("0.0");
    assertThat(value("understudy_several_masters_seconds_total{group=\"kv\"}")).isEqualTo("1.5");
    assertThat(value("understudy_no_master_seconds_total{group=\"kv\"}")).isEqualTo("0.25");
  }

  @Test
  void tellHowFarAServerIsBehindWhatIsCommitted() {
    JsonObject status = status("kv", 2, 1);
    status.getJsonArray("servers").getJsonObject(1).put("lastIndex", 90L);
    observe(status);

    assertThat(value("understudy_server_lag_entries{group=\"kv\",server=\"1\"}")).isEqualTo("0.0");
    assertThat(value("understudy_server_lag_entries{group=\"kv\",server=\"2\"}")).isEqualTo("8.0");
  }

  @Test
  void sayThatNameServersNameAnotherThanActs() {
    JsonObject status = status("kv", 2, 1);
    status.getJsonArray("nameServers").getJsonObject(0).put("retained", 2);
    observe(status);

    assertThat(value("understudy_name_servers_disagree{group=\"kv\"}")).isEqualTo("1.0");
  }

  @Test
  void sayThatAGroupHasNoMaster() {
    observe(status("kv", 2, 0));
    assertThat(value("understudy_masters{group=\"kv\"}")).isEqualTo("0.0");
  }

  @Test
  void sayNothingMoreOfAGroupThatHasGone() {
    observe(status("kv", 1, 1));
    meters.groups().observed(List.of());

    assertThat(meters.scrape())
        .doesNotContain("understudy_masters{", "understudy_no_master_seconds_total{");
  }

  @Test
  void tellApartNoMoreServersThanTheirBound() {
    observe(status("kv", 3, 1));

    assertThat(value("understudy_servers{group=\"kv\"}")).isEqualTo("3.0");
    assertThat(meters.scrape()).contains("server=\"2\"").doesNotContain("server=\"3\"");
  }

  @Test
  void tellApartNoMoreGroupsThanTheirBound() {
    for (int group = 1; group <= 20; group++) {
      meters.events().meet("g" + group);
      meters.events().happened("g" + group, "possible-loss", new JsonObject());
      meters.requests().answered("g" + group, "request", RequestMeters.OK, 1_000);
    }

    assertThat(meters.scrape()).contains("group=\"g3\"").doesNotContain("group=\"g4\"");
    String others = "understudy_requests_seconds_count{group=\"(others)\",kind=\"request\",";
    assertThat(value(others + "outcome=\"ok\"}")).isEqualTo("17");
  }

  @Test
  void countNothingUnderANameThatNobodyKnows() {
    for (int attempt = 1; attempt <= 5; attempt++) {
      meters.events().happened("guess" + attempt, "possible-loss", new JsonObject());
      meters.requests().answered("guess" + attempt, "request", "unknown-group", 1_000);
    }

    assertThat(meters.scrape()).contains("group=\"(unknown)\"").doesNotContain("guess");
    String unknown = "understudy_incidents_total{group=\"(unknown)\",type=\"possible-loss\"}";
    assertThat(value(unknown)).isEqualTo("5.0");
  }

  @Test
  void beginAtZeroSoThatTheFirstTimeIsAnIncrease() {
    meters.events().meet("kv");
    assertThat(value(INCIDENTS.formatted("possible-loss"))).isEqualTo("0.0");
    assertThat(value("understudy_duplicates_total{group=\"kv\"}")).isEqualTo("0.0");

    meters.events().happened("kv", "possible-loss", new JsonObject());

    assertThat(value(INCIDENTS.formatted("possible-loss"))).isEqualTo("1.0");
    assertThat(value("understudy_events_total{type=\"possible-loss\"}")).isEqualTo("1.0");
  }

  @Test
  void countChecksElectionsAndRecoveries() {
    meters.events().meet("kv");
    meters.events().happened("kv", "check-completed", check("timer", "agreement"));
    meters.events().happened("kv", "master-elected", new JsonObject().put("by", "handover"));
    meters.events().happened("kv", "server-aligned", new JsonObject());
    meters.events().happened("kv", "synchronization-started", new JsonObject());
    meters.events().happened("kv", "synchronization-completed", new JsonObject());
    meters.events().happened("kv", "synchronization-failed", new JsonObject());

    String checks = "understudy_checks_total{group=\"kv\",result=\"agreement\",trigger=\"timer\"}";
    assertThat(value(checks)).isEqualTo("1.0");
    assertThat(value("understudy_elections_total{by=\"handover\",group=\"kv\"}")).isEqualTo("1.0");
    for (String step : List.of("alignment", "synchronization", "state-assignment")) {
      assertThat(value("understudy_recoveries_total{group=\"kv\",step=\"" + step + "\"}"))
          .isEqualTo("1.0");
    }
    assertThat(value("understudy_synchronization_failures_total{group=\"kv\"}")).isEqualTo("1.0");
  }

  @Test
  void haveNoMoreCountersHoweverStrangeEventsAre() {
    meters.events().meet("kv");
    for (int n = 1; n <= 50; n++) {
      meters.events().happened("kv", "never-heard-of", new JsonObject());
      meters.events().happened("kv", "check-completed", check("t" + n, "r" + n));
      meters.events().happened("kv", "master-elected", new JsonObject().put("by", n));
    }

    assertThat(value("understudy_events_total{type=\"other\"}")).isEqualTo("50.0");
    String checks = "understudy_checks_total{group=\"kv\",result=\"other\",trigger=\"other\"}";
    assertThat(value(checks)).isEqualTo("50.0");
    assertThat(value("understudy_elections_total{by=\"other\",group=\"kv\"}")).isEqualTo("50.0");
  }

  @Test
  void tellTheTimeThatRequestsTookByOutcome() {
    meters.requests().answered("kv", "request", RequestMeters.OK, 3_000_000);
    meters.requests().answered("kv", "query", "no-master", 700_000_000);

    String ok = "understudy_requests_seconds_bucket{group=\"kv\",kind=\"request\",outcome=\"ok\",";
    assertThat(value(ok + "le=\"0.0025\"}")).isEqualTo("0");
    assertThat(value(ok + "le=\"0.005\"}")).isEqualTo("1");
    assertThat(
            value(
                "understudy_requests_seconds_count"
                    + "{group=\"kv\",kind=\"query\",outcome=\"no-master\"}"))
        .isEqualTo("1");
  }

  @Test
  void knowHowLongOneInAHundredTakesAtLeast() {
    assertThat(meters.requests().p99Millis("kv")).isEmpty();
    for (int n = 1; n <= 1_000; n++) {
      meters
          .requests()
          .answered("kv", "request", RequestMeters.OK, n <= 980 ? 1_000_000 : 80_000_000);
    }

    assertThat(meters.requests().p99Millis("kv").orElse(0)).isBetween(80.0, 100.0);
  }

  private void observe(JsonObject status) {
    meters.groups().observed(List.of(GroupSummary.of(status)));
  }

  private String value(String sample) {
    return new Scrape(meters.scrape()).value(sample);
  }
}
