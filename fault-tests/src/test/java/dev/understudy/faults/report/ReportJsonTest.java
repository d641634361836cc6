package dev.understudy.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {

  private static final String RUN_WITHOUT_TIMELINE =
      """
      {
        "plan": "a plan", "seed": 7, "mode": "CONSISTENT", "setup": "3 members",
        "control": "",
        "durationMillis": 1000.0,
        "conclusion": {"finding": "KEPT", "text": "linearizable", "page": ""},
        "requests": {"ok": 2, "failed": 0, "unknown": 1, "retried": 1},
        "skippedRequests": 5,
        "latencyMillis": {"p50": 3.0, "p99": 3.0, "worst": 3.0},
        "withoutMasterMillis": 50.0, "longestWithoutMasterMillis": 50.0,
        "severalMastersMillis": 0.0, "severalMastersAtEndMillis": 0.0, "untilConsistentMillis": 200.0,
        "faults": [{
          "what": "split", "story": "what it does to whom", "hosts": ["server 2"],
          "fromMillis": 200.0, "toMillis": 400.0,
          "window": {"fromMillis": 200.0, "toMillis": 600.0},
          "withoutMasterMillis": 50.0, "severalMastersMillis": 0.0,
          "untilConsistentMillis": 200.0,
          "requests": {"ok": 1, "failed": 0, "unknown": 1, "retried": null},
          "latencyMillis": {"p50": 3.0, "p99": 3.0, "worst": 3.0}
        }],
        "masters": [
          {"server": "1", "epoch": 4, "fromMillis": -100.0, "toMillis": 300.0},
          {"server": "2", "epoch": 5, "fromMillis": 350.0, "toMillis": 1000.0}
        ],
        "withoutMaster": [{"fromMillis": 300.0, "toMillis": 350.0}],
        "severalMasters": [],
        "consistentAtMillis": [600.0]
      }
      """;

  @Test
  void namesAndNumbersAreStable(@TempDir Path folder) throws IOException {
    RunData data =
        Runs.lasting(100, 1100)
            .fault("split", 300, 500)
            .master("1", 4, 0, 400)
            .master("2", 5, 450, 1100)
            .consistentAt(700)
            .call(400, 403, Outcome.OK)
            .call(450, 470, Outcome.UNKNOWN)
            .sentAgain(800, 803, 1)
            .skipping(5)
            .named("a plan");

    Report.write(folder.resolve("new"), List.of(data));

    JsonObject run =
        new JsonObject(Files.readString(folder.resolve("new").resolve(Report.JSON)))
            .getJsonArray("runs")
            .getJsonObject(0);
    JsonObject timeline = (JsonObject) run.remove("timeline");
    assertThat(run).isEqualTo(new JsonObject(RUN_WITHOUT_TIMELINE));
    assertThat(timeline.getValue("bucketMillis")).isEqualTo(20.0);
    assertThat(timeline.getJsonArray("ok")).hasSize(50);
    assertThat(timeline.getJsonArray("worst").getValue(15)).isEqualTo(3.0);
    assertThat(timeline.getJsonArray("worst").getValue(16)).isNull();
  }

  @Test
  void whatIsNotKnownIsNull(@TempDir Path folder) throws IOException {
    Report.write(folder, List.of(Runs.lasting(0, 1000).fault("split", 300, 500).named("p")));

    JsonObject document = new JsonObject(Files.readString(folder.resolve(Report.JSON)));
    JsonObject run = document.getJsonArray("runs").getJsonObject(0);
    assertThat(run.getJsonObject("latencyMillis"))
        .isEqualTo(new JsonObject().putNull("p50").putNull("p99").putNull("worst"));
    assertThat(run.fieldNames()).contains("untilConsistentMillis");
    assertThat(run.getValue("untilConsistentMillis")).isNull();
    assertThat(document.getJsonArray("kinds"))
        .isEqualTo(
            new JsonArray(
                """
                [{
                  "what": "split", "mode": "CONSISTENT", "times": 1,
                  "withoutMasterMillis": null, "severalMastersMillis": null,
                  "untilConsistentMillis": null, "notSeenConsistent": 1,
                  "failed": 0, "unknown": 0, "worstLatencyMillis": null
                }]
                """));
  }
}
