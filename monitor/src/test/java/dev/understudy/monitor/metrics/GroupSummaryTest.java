package dev.understudy.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class GroupSummaryTest {

  @Test
  void countsAsInSyncWhoFollowsTheMasterThatCounts() {
    JsonObject status = FilledMeters.status("kv", 3, 2);
    follow(status, 0, 1);
    follow(status, 1, 2);
    follow(status, 2, 2);

    GroupSummary summary = GroupSummary.of(status);

    assertThat(summary.masters()).isEqualTo(2);
    assertThat(summary.inSync()).isEqualTo(1);
  }

  @Test
  void countsAllWhereThereIsOneMaster() {
    JsonObject status = FilledMeters.status("kv", 3, 1);
    for (int place = 0; place < 3; place++) {
      follow(status, place, 1);
    }

    assertThat(GroupSummary.of(status).inSync()).isEqualTo(3);
  }

  private static void follow(JsonObject status, int place, int master) {
    status.getJsonArray("servers").getJsonObject(place).put("master", master);
  }
}
