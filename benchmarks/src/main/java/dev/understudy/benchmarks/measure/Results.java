package dev.understudy.benchmarks.measure;

import dev.understudy.benchmarks.plan.Case;
import dev.understudy.benchmarks.plan.Load;
import dev.understudy.benchmarks.plan.Slot;
import dev.understudy.benchmarks.report.CaseResult;
import dev.understudy.benchmarks.report.Medians;
import dev.understudy.benchmarks.report.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The windows of all rounds, by what was measured in them. */
final class Results {

  private final Map<Load, List<Window>> windows = new LinkedHashMap<>();

  void add(Load load, Window window) {
    windows.computeIfAbsent(load, first -> new ArrayList<>()).add(window);
  }

  /** What came of the cases of these slots, in their order. */
  List<CaseResult> of(List<Slot> slots) {
    return slots.stream()
        .flatMap(slot -> slot.cases().stream().map(one -> result(slot, one)))
        .toList();
  }

  private CaseResult result(Slot slot, Case one) {
    return new CaseResult(
        one,
        medians(new Load.Bus(slot.shape())),
        medians(new Load.Group(one)),
        slot.map() ? Optional.of(medians(new Load.Map(slot.shape()))) : Optional.empty(),
        slot.isLarge()
            ? Optional.of(medians(new Load.TwoReceivers(slot.shape())))
            : Optional.empty());
  }

  private Medians medians(Load load) {
    return new Medians(windows.getOrDefault(load, List.of()));
  }
}
