package dev.understudy.benchmarks.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.app.bench.BenchSettings;
import dev.understudy.app.bench.Operation;
import dev.understudy.group.Mode;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured, and in which order. */
class PlanTest {

  @Test
  void aWholeRunMeasuresEveryCombination() {
    List<Case> cases = Plan.of(settings(false, List.of(), List.of())).cases();
    assertThat(cases).hasSize(3 * 2 * 4 * 3 + 2 * 2 + 2).doesNotHaveDuplicates();
    assertThat(cases).extracting(one -> one.shape().depth()).contains(1, 16, 128, 1_024);
    assertThat(cases).extracting(one -> one.shape().payloadBytes()).contains(64, 1_024, 16_384);
  }

  @Test
  void theGatewayIsMeasuredBesideWhatItIsBuiltOn() {
    List<Case> cases = Plan.of(settings(false, List.of(), List.of())).cases();
    assertThat(cases).filteredOn(one -> one.operation() == Operation.GATEWAY_WRITE).hasSize(2);
    assertThat(cases)
        .contains(
            new Case(Operation.GATEWAY_WRITE, Mode.CONSISTENT, Shape.ofDepth(1, 64)),
            new Case(Operation.GATEWAY_WRITE, Mode.CONSISTENT, Shape.ofDepth(128, 64)));
  }

  @Test
  void aQuickRunMeasuresAllThatATargetIsSetFor() {
    Plan plan = Plan.of(settings(true, List.of(), List.of()));
    assertThat(plan.cases())
        .contains(
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(1, 64)),
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(128, 64)),
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(1_024, 64)),
            new Case(Operation.READ, Mode.CONSISTENT, Shape.ofDepth(1_024, 64)),
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(128, 16_384)));
    assertThat(plan.modes()).containsExactly(Mode.CONSISTENT, Mode.AVAILABLE);
    assertThat(plan.budget()).isPresent();
  }

  @Test
  void whatIsChosenIsCombinedWithTheUsualRest() {
    Plan plan = Plan.of(settings(true, List.of(7), List.of(100, 200)));
    assertThat(plan.cases())
        .containsExactly(
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(7, 100)),
            new Case(Operation.WRITE, Mode.CONSISTENT, Shape.ofDepth(7, 200)));
  }

  @Test
  void everyRoundAlternatesBaselineAndGroup() {
    Shape shape = Shape.ofDepth(16, 64);
    Case write = new Case(Operation.WRITE, Mode.CONSISTENT, shape);
    Slot slot = new Slot(shape, List.of(write), true);
    List<Load> there = List.of(new Load.Bus(shape), new Load.Group(write), new Load.Map(shape));
    assertThat(slot.loads(0)).isEqualTo(there);
    List<Load> back = new java.util.ArrayList<>(there);
    Collections.reverse(back);
    assertThat(slot.loads(1)).isEqualTo(back);
    assertThat(slot.loads(2)).isEqualTo(there);
  }

  @Test
  void whereBytesCountTheBaselineHasTwoReceiversToo() {
    Shape shape = Shape.ofDepth(16, 16_384);
    Case write = new Case(Operation.WRITE, Mode.CONSISTENT, shape);
    assertThat(new Slot(shape, List.of(write), false).loads(0))
        .containsExactly(new Load.Bus(shape), new Load.TwoReceivers(shape), new Load.Group(write));
  }

  @Test
  void everyKindOfLoadWarmsUpOnce() {
    Plan plan = Plan.of(settings(true, List.of(1, 16), List.of(64)));
    assertThat(plan.warmUps()).hasSize(3).doesNotHaveDuplicates();
    assertThat(plan.windows()).isEqualTo(3 * 2 * 3);
  }

  private static BenchSettings settings(
      boolean quick, List<Integer> depths, List<Integer> payloads) {
    return new BenchSettings(
        quick,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        depths,
        payloads,
        List.of(),
        true,
        3,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
