package dev.understudy.faults.report;

import java.util.List;
import java.util.OptionalLong;

/**
 * What one run showed.
 *
 * @param run the run
 * @param calls all that were made in its time
 * @param withoutMaster when there was no master; empty where there are none to speak of
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
        run.hasMasters() ? Spans.withoutMaster(run.masters(), run.time()) : List.of(),
        Spans.withSeveral(run.masters(), run.time()),
        run.faults().stream().map(fault -> FaultFigures.of(fault, run)).toList(),
        Timeline.of(samples, run.time()));
  }

  /** How long there was no master at a stretch; empty where there are none to speak of. */
  OptionalLong longestWithoutMasterNanos() {
    return run.hasMasters() ? OptionalLong.of(Spans.longest(withoutMaster)) : OptionalLong.empty();
  }

  /** How long there had been several masters when it ended; empty likewise. */
  OptionalLong severalAtEndNanos() {
    return run.hasMasters()
        ? OptionalLong.of(Spans.severalAtEnd(run.masters(), run.time()))
        : OptionalLong.empty();
  }

  /**
   * The longest that a fault of this run took to mend; empty if one was not seen to mend, or there
   * was none.
   */
  OptionalLong untilConsistentNanos() {
    return faults.stream().allMatch(fault -> fault.untilConsistentNanos().isPresent())
        ? faults.stream().mapToLong(fault -> fault.untilConsistentNanos().orElse(0)).max()
        : OptionalLong.empty();
  }
}
