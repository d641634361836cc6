package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says whether one counter of an AVAILABLE group has every addition that was acknowledged, in its
 * sum or in a diverged record, and none more than once. Where each call has a counter of its own
 * this is exact; otherwise the calls can only be counted.
 */
final class AvailableSums {

  private final String key;
  private final List<Recorded> acknowledged;
  private final long unknown;
  private final List<Recorded> calls;
  private final List<Breach> breaches = new ArrayList<>();
  private long missing;
  private long excused;

  AvailableSums(String key, List<Recorded> calls) {
    this.key = key;
    this.calls = calls;
    acknowledged = calls.stream().filter(Recorded::isOk).toList();
    unknown = calls.stream().filter(Recorded::isUnknown).count();
  }

  /** No history counts further than calls had begun. */
  AvailableSums checkAnswers() {
    long[] begins = calls.stream().mapToLong(Recorded::from).sorted().toArray();
    List<Recorded> inOrder = new ArrayList<>(acknowledged);
    inOrder.sort(Comparator.comparingLong(Recorded::to));
    int begun = 0;
    for (Recorded call : inOrder) {
      long sum = Long.parseLong(call.answer().result().orElse("0"));
      while (begun < begins.length && begins[begun] <= call.to()) {
        begun++;
      }
      if (sum < 1 || sum > begun) {
        String what = "the sum was " + sum + " when " + begun + " calls had begun";
        breach(Rule.ONCE, what, List.of(call));
        return this;
      }
    }
    return this;
  }

  /**
   * What was found in the end.
   *
   * @param total the sum, if it was read
   * @param remnants diverged records of this counter
   * @param complete whether every call that may have counted is on record
   */
  AvailableSums checkKept(OptionalLong total, int remnants, boolean complete, Excuses excuses) {
    if (total.isEmpty()) {
      return this;
    }
    long found = total.getAsLong() + remnants;
    String where = "a sum of " + total.getAsLong() + " and in " + remnants + " diverged records";
    if (complete && found > acknowledged.size() + unknown) {
      Rule rule = acknowledged.size() + unknown == 0 ? Rule.ASKED : Rule.ONCE;
      breach(rule, "asked for " + calls.size() + " times, is in " + where, calls);
    }
    List<Recorded> owed = acknowledged.stream().filter(call -> !excuses.cover(call)).toList();
    missing = Math.max(0, owed.size() - found);
    excused = Math.max(0, acknowledged.size() - found - missing);
    if (missing > 0) {
      String what = "acknowledged " + acknowledged.size() + " times, is in ";
      breach(Rule.KEPT, what + where, owed);
    }
    return this;
  }

  /** Acknowledged additions that are nowhere, without an excuse. */
  long missing() {
    return missing;
  }

  /** Acknowledged additions that are nowhere, and may be. */
  long excused() {
    return excused;
  }

  Optional<Breach> breach() {
    return breaches.stream().findFirst();
  }

  private void breach(Rule rule, String what, List<Recorded> shown) {
    breaches.add(Breach.of(rule, "counter " + key + ": " + what, shown));
  }
}
