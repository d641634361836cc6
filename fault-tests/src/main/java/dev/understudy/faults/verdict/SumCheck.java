package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Says whether one counter of a CONSISTENT group counted right: every sum was given to one call, in
 * the order of the times, and the sums that nobody was told are those of calls whose outcome is
 * unknown, each begun early enough.
 */
final class SumCheck {

  /** More than any run can count to. */
  private static final long MOST = 100_000_000;

  private final String key;
  private final boolean complete;
  private final List<Recorded> calls;
  private final Map<Long, Recorded> bySum = new HashMap<>();
  private final Deque<Recorded> unknown = new ArrayDeque<>();
  private final List<Breach> breaches = new ArrayList<>();
  private long highest;

  /**
   * @param complete whether every call that may have counted is among these
   * @param total what was read in the end
   */
  SumCheck(String key, List<Recorded> calls, boolean complete, OptionalLong total) {
    this.key = key;
    this.complete = complete;
    this.calls = calls;
    highest = total.orElse(0);
    calls.stream()
        .filter(Recorded::isUnknown)
        .sorted(Comparator.comparingLong(Recorded::from))
        .forEach(unknown::add);
    for (Recorded call : calls) {
      if (call.outcome() == Outcome.OK) {
        told(call);
      }
    }
    if (total.isPresent()) {
      checkKept(total.getAsLong());
    }
    if (breaches.isEmpty()) {
      checkOrder();
    }
  }

  Optional<Breach> breach() {
    return breaches.stream().findFirst();
  }

  private void told(Recorded call) {
    long sum = Long.parseLong(call.answer().result().orElse("0"));
    Recorded other = bySum.put(sum, call);
    if (sum < 1) {
      breach(Rule.LINEARIZABLE, "the sum was " + sum + " after an addition", List.of(call));
    } else if (other != null) {
      breach(Rule.LINEARIZABLE, "two calls were told the sum " + sum, List.of(other, call));
    }
    highest = Math.max(highest, sum);
  }

  private void checkKept(long total) {
    List<Recorded> lost =
        bySum.entrySet().stream()
            .filter(entry -> entry.getKey() > total)
            .map(Map.Entry::getValue)
            .toList();
    if (!lost.isEmpty()) {
      breach(Rule.KEPT, "the sum is " + total + " in the end", lost);
    }
  }

  /** From the last sum to the first: when each has to be counted at the latest. */
  private void checkOrder() {
    int able = bySum.size() + unknown.size();
    if (complete ? highest > able : highest > MOST) {
      String what = "was counted " + highest + " times, by " + able + " calls at most";
      breach(able == 0 ? Rule.ASKED : Rule.ONCE, what, calls);
      return;
    }
    int size = Math.toIntExact(highest) + 2;
    long[] latest = new long[size];
    Arrays.fill(latest, Long.MAX_VALUE);
    for (int sum = size - 2; sum > 0; sum--) {
      Recorded call = bySum.get((long) sum);
      latest[sum] = Math.min(latest[sum + 1], call == null ? Long.MAX_VALUE : call.to());
    }
    Optional<Recorded> late = Optional.empty();
    for (int sum = 1; sum < size - 1; sum++) {
      Recorded call = bySum.get((long) sum);
      call = call == null ? unknown.poll() : call;
      if (call == null) {
        // one of those that are not on record
        continue;
      }
      if (late.isEmpty() || call.from() > late.get().from()) {
        late = Optional.of(call);
      }
      if (late.get().from() > latest[sum]) {
        contradict(late.get(), sum);
        return;
      }
    }
  }

  private void contradict(Recorded late, int sum) {
    List<Recorded> calls = new ArrayList<>(List.of(late));
    bySum.entrySet().stream()
        .filter(entry -> entry.getKey() >= sum && entry.getValue().to() < late.from())
        .map(Map.Entry::getValue)
        .min(Comparator.comparingLong(Recorded::to))
        .ifPresent(calls::add);
    String what =
        late.isOk()
            ? late + " began after a call had ended that was told a higher sum"
            : "more was counted than calls had begun by then";
    breach(late.isOk() ? Rule.LINEARIZABLE : Rule.ONCE, what, calls);
  }

  private void breach(Rule rule, String what, List<Recorded> calls) {
    breaches.add(Breach.of(rule, "counter " + key + ": " + what, calls));
  }
}
