package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What faults of one kind cost in one mode, over all runs with everything in place.
 *
 * @param what the kind
 * @param mode of the groups that they befell
 * @param times how often it was brought about
 * @param withoutMaster how long there was no master
 * @param severalMasters how long there were several
 * @param untilConsistent how long it took to mend, of those that were seen to; empty if none was
 * @param notSeenConsistent how many were not seen to mend
 * @param failed calls refused
 * @param unknown calls given up
 * @param worstLatencyNanos of the calls that were answered; empty if none was
 */
record FaultKind(
    String what,
    String mode,
    int times,
    Statistic withoutMaster,
    Statistic severalMasters,
    Optional<Statistic> untilConsistent,
    int notSeenConsistent,
    long failed,
    long unknown,
    OptionalLong worstLatencyNanos) {

  /**
   * Of one figure of several faults.
   *
   * @param medianNanos the middle one; the mean of the middle two
   * @param worstNanos the longest
   */
  record Statistic(long medianNanos, long worstNanos) {

    /** Of at least one value. */
    static Statistic of(long[] nanos) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      int last = sorted.length - 1;
      return new Statistic((sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[last]);
    }
  }

  private record Key(String mode, String what) {}

  /** In the order in which the kinds appear. */
  static List<FaultKind> of(List<RunFigures> runs) {
    Map<Key, List<FaultFigures>> kinds = new LinkedHashMap<>();
    for (RunFigures figures : runs) {
      if (!figures.run().isControl()) {
        for (FaultFigures fault : figures.faults()) {
          Key key = new Key(figures.run().mode(), fault.fault().what());
          kinds.computeIfAbsent(key, any -> new ArrayList<>()).add(fault);
        }
      }
    }
    return kinds.entrySet().stream().map(kind -> of(kind.getKey(), kind.getValue())).toList();
  }

  private static FaultKind of(Key key, List<FaultFigures> faults) {
    long[] mended =
        faults.stream()
            .map(FaultFigures::untilConsistentNanos)
            .flatMapToLong(OptionalLong::stream)
            .toArray();
    return new FaultKind(
        key.what(),
        key.mode(),
        faults.size(),
        Statistic.of(each(faults, FaultFigures::withoutMasterNanos)),
        Statistic.of(each(faults, FaultFigures::severalMastersNanos)),
        mended.length == 0 ? Optional.empty() : Optional.of(Statistic.of(mended)),
        faults.size() - mended.length,
        faults.stream().mapToLong(fault -> fault.calls().failed()).sum(),
        faults.stream().mapToLong(fault -> fault.calls().unknown()).sum(),
        faults.stream()
            .flatMap(fault -> fault.calls().latency().stream())
            .mapToLong(Calls.Latency::worstNanos)
            .max());
  }

  private static long[] each(List<FaultFigures> faults, ToLongFunction<FaultFigures> figure) {
    return faults.stream().mapToLong(figure).toArray();
  }
}
