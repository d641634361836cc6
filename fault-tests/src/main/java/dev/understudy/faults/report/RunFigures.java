package dev.understudy.faults.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one run showed.
 *
 * @param run the run
 * @param calls all that were made in its time
 * @param withoutMaster when there was no master
 * @param severalMasters when there were several
 * @param faults what each fault cost, in the order of the run
 * @param timeline the calls over time
 */
record RunFigures(
    RunData run,
    Calls calls,
    List<Span> withoutMaster,
    List<Span> severalMasters,
    List<FaultFigures> faults,
    Timeline timeline) {

  static RunFigures of(RunData run) {
    List<Sample> samples =
        run.samples().stream().filter(sample -> run.time().contains(sample.fromNanos())).toList();
    return new RunFigures(
        run,
        Calls.of(samples),
        Spans.withoutMaster(run.masters(), run.time()),
        Spans.withSeveral(run.masters(), run.time()),
        run.faults().stream().map(fault -> FaultFigures.of(fault, run)).toList(),
        Timeline.of(samples, run.time()));
  }

  /** The longest that a fault of this run took to mend; empty if one was not seen to mend. */
  OptionalLong untilConsistentNanos() {
    return faults.stream().allMatch(fault -> fault.untilConsistentNanos().isPresent())
        ? faults.stream().mapToLong(fault -> fault.untilConsistentNanos().orElse(0)).max()
        : OptionalLong.empty();
  }
}
