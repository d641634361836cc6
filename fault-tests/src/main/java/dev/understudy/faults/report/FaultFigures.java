package dev.understudy.faults.report;

import java.util.OptionalLong;

/**
 * What one fault cost.
 *
 * @param fault the fault
 * @param window the time that is put down to it, see {@link Spans#window}
 * @param withoutMasterNanos how long there was no master in the window; empty where there are none
 *     to speak of
 * @param severalMastersNanos how long there were several; empty likewise
 * @param untilConsistentNanos from its end until every server was consistent; empty if that was not
 *     seen
 * @param calls all that were under way at some time of the window
 */
record FaultFigures(
    FaultSpan fault,
    Span window,
    OptionalLong withoutMasterNanos,
    OptionalLong severalMastersNanos,
    OptionalLong untilConsistentNanos,
    Calls calls) {

  static FaultFigures of(FaultSpan fault, RunData run) {
    Span window = Spans.window(fault, run);
    return new FaultFigures(
        fault,
        window,
        run.totalOf(Spans.withoutMaster(run.masters(), window)),
        run.totalOf(Spans.withSeveral(run.masters(), window)),
        Spans.untilConsistent(fault, run.consistent()),
        Calls.of(run.samples().stream().filter(sample -> sample.touches(window)).toList()));
  }
}
