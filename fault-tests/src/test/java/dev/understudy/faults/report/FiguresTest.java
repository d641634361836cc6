package dev.understudy.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

  /** The master is killed at 1000, its successor is there at 1400, the dead one is back at 3000. */
  private static Runs killOfTheMaster() {
    return Runs.lasting(0, 10_000)
        .fault("kill the master", 1000, 3000)
        .master("1", 1, 0, 1000)
        .master("2", 2, 1400, 10_000)
        .consistentAt(900, 3500, 3600)
        .call(100, 102, Outcome.OK)
        .call(990, 1450, Outcome.OK)
        .call(1100, 1200, Outcome.FAILED)
        .call(1200, 2200, Outcome.UNKNOWN)
        .call(2000, 2003, Outcome.OK)
        .call(5000, 5002, Outcome.OK);
  }

  @Test
  void aFaultIsChargedWithWhatHappensInItsWindow() {
    FaultFigures fault = RunFigures.of(killOfTheMaster().named("p")).faults().get(0);

    assertThat(fault.window()).isEqualTo(Runs.span(1000, 3500));
    assertThat(fault.withoutMasterNanos()).hasValue(Runs.nanos(400));
    assertThat(fault.severalMastersNanos()).hasValue(0);
    assertThat(fault.untilConsistentNanos()).hasValue(Runs.nanos(500));
  }

  @Test
  void aCallUnderWayWhenTheFaultBeginsIsChargedToIt() {
    Calls calls = RunFigures.of(killOfTheMaster().named("p")).faults().get(0).calls();

    assertThat(calls.ok()).isEqualTo(2);
    assertThat(calls.failed()).isEqualTo(1);
    assertThat(calls.unknown()).isEqualTo(1);
    assertThat(calls.latency())
        .hasValueSatisfying(latency -> assertThat(latency.worstNanos()).isEqualTo(Runs.nanos(460)));
  }

  @Test
  void aRunIsMeasuredWhole() {
    RunFigures run = RunFigures.of(killOfTheMaster().named("p"));

    assertThat(run.calls().ok()).isEqualTo(4);
    assertThat(run.withoutMaster()).containsExactly(Runs.span(1000, 1400));
    assertThat(run.severalMasters()).isEmpty();
    assertThat(run.untilConsistentNanos()).hasValue(Runs.nanos(500));
  }

  @Test
  void callsFromOutsideTheRunAreNotCounted() {
    RunData run =
        Runs.lasting(1000, 2000)
            .call(999, 1500, Outcome.OK)
            .call(1000, 1001, Outcome.OK)
            .call(2000, 2001, Outcome.FAILED)
            .named("p");

    assertThat(RunFigures.of(run).calls())
        .extracting(Calls::ok, Calls::failed)
        .containsExactly(1L, 0L);
  }

  @Test
  void aRunWithAFaultThatWasNotMendedIsNotMended() {
    RunData run = killOfTheMaster().fault("split", 8000, 9000).named("p");

    assertThat(RunFigures.of(run).untilConsistentNanos()).isEmpty();
  }

  @Test
  void nothingIsSaidOfMastersWhereThereIsNoGroup() {
    RunFigures run = RunFigures.of(Runs.lasting(0, 9000).fault("split", 1000, 2000).named("p"));

    assertThat(run.longestWithoutMasterNanos()).isEmpty();
    assertThat(run.withoutMaster()).isEmpty();
    assertThat(run.faults().get(0).withoutMasterNanos()).isEmpty();
    assertThat(run.faults().get(0).severalMastersNanos()).isEmpty();
    assertThat(FaultKind.of(List.of(run)).get(0).withoutMaster()).isEmpty();
  }

  @Test
  void percentilesAreOfAnsweredCallsOnly() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      samples.add(Sample.of(0, Runs.nanos(i), Outcome.OK));
    }
    samples.add(Sample.of(0, Runs.nanos(9999), Outcome.UNKNOWN));
    samples.add(Sample.of(0, Runs.nanos(9999), Outcome.FAILED));

    Calls.Latency latency = Calls.of(samples).latency().orElseThrow();

    assertThat(Millis.of(latency.p50Nanos())).isBetween(50.0, 50.05);
    assertThat(Millis.of(latency.p99Nanos())).isBetween(99.0, 99.1);
    assertThat(latency.worstNanos()).isEqualTo(Runs.nanos(100));
  }

  @Test
  void retriesAreUnknownWhereNobodyCounted() {
    assertThat(Calls.of(List.of(Sample.of(0, 1, Outcome.OK))).retried()).isEmpty();
    assertThat(
            Calls.of(
                    List.of(
                        new Sample(0, 1, Outcome.OK, 0),
                        new Sample(0, 1, Outcome.OK, 3),
                        Sample.of(0, 1, Outcome.OK)))
                .retried())
        .hasValue(1);
  }

  @Test
  void whatWasRetriedIsCountedOfTheRunAndOfTheFaultThatItBefell() {
    RunFigures run =
        RunFigures.of(
            killOfTheMaster()
                .sentAgain(100, 102, 0)
                .sentAgain(200, 700, 1)
                .sentAgain(990, 1450, 1)
                .sentAgain(1100, 2200, 4)
                .named("p"));

    assertThat(run.calls().retried()).hasValue(3);
    assertThat(run.faults().get(0).calls().retried()).hasValue(2);
  }

  @Test
  void theTimelineHasBucketsOfARoundLength() {
    assertThat(Timeline.bucketNanos(Runs.nanos(24_000))).isEqualTo(Runs.nanos(20));
    assertThat(Timeline.bucketNanos(Runs.nanos(24_001))).isEqualTo(Runs.nanos(50));
    assertThat(Timeline.bucketNanos(Runs.nanos(3_600_000))).isEqualTo(Runs.nanos(5000));
  }

  @Test
  void aCallIsInTheBucketInWhichItWasMade() {
    Timeline timeline = RunFigures.of(killOfTheMaster().named("p")).timeline();

    assertThat(timeline.buckets()).hasSize(500);
    assertThat(timeline.buckets().get(49).ok()).isEqualTo(1);
    assertThat(timeline.buckets().get(55).failed()).isEqualTo(1);
    assertThat(timeline.buckets().get(60).unknown()).isEqualTo(1);
  }

  @Test
  void faultsOfOneKindArePutTogetherOverAllRealRuns() {
    RunData one = killOfTheMaster().named("p");
    RunData other =
        Runs.lasting(0, 10_000)
            .fault("kill the master", 1000, 3000)
            .master("1", 1, 0, 1000)
            .master("2", 2, 1600, 10_000)
            .named("q");
    RunData control = killOfTheMaster().without("self-monitoring").named("p");

    List<FaultKind> kinds =
        FaultKind.of(List.of(RunFigures.of(one), RunFigures.of(other), RunFigures.of(control)));

    assertThat(kinds).hasSize(1);
    FaultKind kind = kinds.get(0);
    assertThat(kind.times()).isEqualTo(2);
    assertThat(kind.withoutMaster()).contains(new Statistic(Runs.nanos(500), Runs.nanos(600)));
    assertThat(kind.untilConsistent()).contains(new Statistic(Runs.nanos(500), Runs.nanos(500)));
    assertThat(kind.notSeenConsistent()).isEqualTo(1);
    assertThat(kind.failed()).isEqualTo(1);
    assertThat(kind.worstLatencyNanos()).hasValue(Runs.nanos(460));
  }
}
