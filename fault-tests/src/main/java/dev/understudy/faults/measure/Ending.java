package dev.understudy.faults.measure;

import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.report.MasterSpan;
import dev.understudy.faults.report.Moment;
import dev.understudy.faults.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is known when all clients have stopped.
 *
 * @param calls by the clients' host, in the order in which they ended
 * @param skipped calls that were due and not made
 * @param masters who was master when
 * @param well when all was seen well
 * @param remnants diverged records that are kept
 * @param complaints what was not as it should be, whatever the judge says
 */
record Ending(
    Verdict verdict,
    Map<Integer, List<Recorded>> calls,
    long skipped,
    List<MasterSpan> masters,
    List<Moment> well,
    int remnants,
    List<String> complaints) {

  Ending {
    calls = new TreeMap<>(calls);
    masters = List.copyOf(masters);
    well = List.copyOf(well);
    complaints = List.copyOf(complaints);
  }

  /** The calls of one host's clients. */
  List<Recorded> callsOf(int host) {
    return Objects.requireNonNull(calls.get(host));
  }

  /** The calls of all clients. */
  List<Recorded> allCalls() {
    List<Recorded> all = new ArrayList<>();
    calls.values().forEach(all::addAll);
    return all;
  }

  /** What speaks against the whole run; empty if nothing does. */
  List<String> doubts() {
    List<String> doubts = new ArrayList<>(complaints);
    if (!(verdict instanceof Verdict.Kept)) {
      doubts.add("the judge: " + verdict.what());
    }
    return doubts;
  }
}
