package dev.understudy.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.bench.Operation;
import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Shape;
import dev.understudy.benchmarks.report.Window.Cost;
import dev.understudy.group.Mode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Scripts rely on the JSON, people on the table. */
class CaseResultTest {

  private static final Case WRITE =
      new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(1_024, 64));

  @Test
  void theNumbersAreMediansAndTheRatioIsTheirs() {
    CaseResult result =
        new CaseResult(
            WRITE,
            medians(100, 120, 90),
            medians(400, 100, 200),
            Optional.empty(),
            Optional.empty());
    JsonObject json = result.toJson();
    assertThat(json.getDouble("baselinePerSecond")).isEqualTo(100);
    assertThat(json.getDouble("perSecond")).isEqualTo(200);
    assertThat(json.getDouble("ratio")).isEqualTo(2);
    assertThat(json.getDouble("lowestRatio")).isEqualTo(0.833);
    assertThat(json.getDouble("highestRatio")).isEqualTo(4);
  }

  @Test
  void theJsonHasTheFieldsThatScriptsRelyOn() {
    Report report =
        new Report(
            "a machine",
            "G1",
            Duration.ofSeconds(1),
            List.of(
                new CaseResult(
                    WRITE, medians(1), medians(2), Optional.of(medians(3)), Optional.empty())));
    JsonObject json = report.toJson();
    assertThat(json.getString("machine")).isEqualTo("a machine");
    JsonObject one = json.getJsonArray("cases").getJsonObject(0);
    assertThat(one.getString("operation")).isEqualTo("write");
    assertThat(one.getString("mode")).isEqualTo("consistent");
    assertThat(one.getInteger("depth")).isEqualTo(1_024);
    assertThat(one.getInteger("payloadBytes")).isEqualTo(64);
    assertThat(one.fieldNames())
        .contains(
            "baselinePerSecond",
            "perSecond",
            "ratio",
            "baselineP50Micros",
            "p50Micros",
            "p99Micros",
            "mapPerSecond");
  }

  @Test
  void theTableHasALineForEachCase() {
    List<CaseResult> cases =
        List.of(
            new CaseResult(
                WRITE, medians(1_000), medians(2_500), Optional.empty(), Optional.empty()));
    assertThat(ReportTable.lines(new Report("a machine", "G1", Duration.ZERO, cases)))
        .anyMatch(line -> line.matches("write +consistent +1024 +64 +1,000 +2,500 +2.50 +- .*"));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Numbers.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
  }

  private static Medians medians(double... perSecond) {
    return new Medians(DoubleStream.of(perSecond).mapToObj(CaseResultTest::window).toList());
  }

  private static Window window(double perSecond) {
    Cost cost = new Cost(1, 1, 0, 0, 0);
    return new Window(perSecond, 1, 2, 3, 0, 4, cost, cost, cost, 0, 0);
  }
}
