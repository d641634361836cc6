package dev.understudy.faults.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What faults of one kind cost in one mode, over all runs with everything in place.
 *
 * @param what the kind
 * @param mode of the groups that they befell
 * @param times how often it was brought about
 * @param withoutMaster how long there was no master; empty without masters to speak of
 * @param severalMasters how long there were several; empty likewise
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
    Optional<Statistic> withoutMaster,
    Optional<Statistic> severalMasters,
    Optional<Statistic> untilConsistent,
    int notSeenConsistent,
    long failed,
    long unknown,
    OptionalLong worstLatencyNanos) {

  private record Key(String what, String mode) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byName = what.compareTo(other.what);
      return byName != 0 ? byName : mode.compareTo(other.mode);
    }
  }

  /** By their names, each kind's modes together. */
  static List<FaultKind> of(List<RunFigures> runs) {
    Map<Key, List<FaultFigures>> kinds = new TreeMap<>();
    for (RunFigures figures : runs) {
      if (!figures.run().isControl()) {
        for (FaultFigures fault : figures.faults()) {
          Key key = new Key(fault.fault().what(), figures.run().mode());
          kinds.computeIfAbsent(key, any -> new ArrayList<>()).add(fault);
        }
      }
    }
    return kinds.entrySet().stream().map(kind -> of(kind.getKey(), kind.getValue())).toList();
  }

  private static FaultKind of(Key key, List<FaultFigures> faults) {
    int notSeen =
        (int) faults.stream().filter(fault -> fault.untilConsistentNanos().isEmpty()).count();
    return new FaultKind(
        key.what(),
        key.mode(),
        faults.size(),
        of(faults, FaultFigures::withoutMasterNanos),
        of(faults, FaultFigures::severalMastersNanos),
        of(faults, FaultFigures::untilConsistentNanos),
        notSeen,
        faults.stream().mapToLong(fault -> fault.calls().failed()).sum(),
        faults.stream().mapToLong(fault -> fault.calls().unknown()).sum(),
        faults.stream()
            .flatMap(fault -> fault.calls().latency().stream())
            .mapToLong(Calls.Latency::worstNanos)
            .max());
  }

  /** Of the faults of which the figure is known. */
  private static Optional<Statistic> of(
      List<FaultFigures> faults, Function<FaultFigures, OptionalLong> figure) {
    return Statistic.of(faults.stream().map(figure).flatMapToLong(OptionalLong::stream));
  }
}
