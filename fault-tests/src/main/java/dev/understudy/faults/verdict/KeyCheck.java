package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says whether the calls on one key are linearizable, in time that grows with their number only:
 * with values that are written once, the order of the values is known but for a few chains, and
 * these can be sorted (after Gibbons and Korach, "Testing Shared Memories", 1997).
 *
 * <p>A value begins at a moment that is not before the begin of any call that comes before it, nor
 * after the end of any that comes after it; such moments exist, or the calls contradict each other.
 */
final class KeyCheck {

  private static final double NANOS_PER_MILLI = 1e6;

  private final String key;
  private final List<Reign> order;
  private final List<Breach> breaches;
  private final boolean certain;
  private final long[] earliest;
  private final long[] latest;
  private boolean decided = true;

  /**
   * @param complete whether a value has to have been written by one of the calls
   */
  KeyCheck(String key, Collection<Recorded> calls, boolean complete) {
    Reigns reigns = new Reigns(key, calls, complete);
    this.key = key;
    order = reigns.inOrder();
    breaches = reigns.breaches();
    certain = chains() == 1 && !reigns.hasUnseenWrites();
    earliest = new long[order.size()];
    latest = new long[order.size()];
    if (breaches.isEmpty()) {
      checkTimes();
    }
    if (breaches.isEmpty()) {
      checkRefusals();
    }
  }

  /** What is wrong; empty if there is an order that explains every answer. */
  Optional<Breach> breach() {
    return breaches.stream().findFirst();
  }

  /**
   * Whether it is known that there is such an order, or that there is none. Not if a refused
   * compare-and-set could only be explained by a value that nobody saw, or by another order of
   * values of which none is known.
   */
  boolean isDecided() {
    return decided;
  }

  private long chains() {
    return order.size() - order.stream().filter(reign -> reign.next().isPresent()).count();
  }

  private void checkTimes() {
    long bound = Reign.EVER;
    Optional<Recorded> late = Optional.empty();
    List<Optional<Recorded>> latecomers = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Reign reign = order.get(i);
      if (reign.writeFrom() > bound) {
        bound = reign.writeFrom();
        late = reign.write();
      }
      earliest[i] = bound;
      latecomers.add(late);
      Optional<Recorded> read = reign.lastRead();
      if (read.isPresent() && read.get().from() > bound) {
        bound = read.get().from();
        late = read;
      }
    }
    bound = Reign.NEVER;
    Optional<Recorded> early = Optional.empty();
    for (int i = order.size() - 1; i >= 0; i--) {
      Reign reign = order.get(i);
      if (reign.earliestEnd() < bound) {
        bound = reign.earliestEnd();
        early = bound == reign.writeTo() ? reign.write() : reign.firstRead();
      }
      latest[i] = bound;
      if (earliest[i] > latest[i]) {
        contradict(latecomers.get(i), early, order.get(i));
        return;
      }
    }
  }

  private void contradict(Optional<Recorded> late, Optional<Recorded> early, Reign at) {
    List<Recorded> calls = new ArrayList<>();
    late.ifPresent(calls::add);
    early.ifPresent(calls::add);
    at.write().ifPresent(calls::add);
    String gap = "";
    if (late.isPresent() && early.isPresent()) {
      double millis = (late.get().from() - early.get().to()) / NANOS_PER_MILLI;
      gap = String.format(Locale.ROOT, " began %.1f ms after ", millis);
    }
    String what =
        late.map(Recorded::toString).orElse("a read of no value")
            + (gap.isEmpty() ? " began after " : gap)
            + early.map(Recorded::toString).orElse("the first write")
            + " had ended, but has to come before it";
    breaches.add(Breach.of(Rule.LINEARIZABLE, "key " + key + ": " + what, calls));
  }

  /**
   * Lets each value begin as late as it may, so that compare-and-sets which did not find it have as
   * much room as possible before it; and ends it where one needs room after it.
   */
  private void checkRefusals() {
    long begin = latest[0];
    for (int i = 0; i < order.size(); i++) {
      boolean last = i + 1 == order.size();
      long soonest = last ? Reign.NEVER : earliest[i + 1];
      long end = last ? Reign.NEVER : latest[i + 1];
      for (Recorded cas : order.get(i).refused()) {
        boolean before = i > 0 && cas.from() <= begin;
        if (!before && cas.to() >= soonest) {
          end = Math.min(end, cas.to());
        } else if (!before) {
          refuse(cas, i);
          return;
        }
      }
      begin = end;
    }
  }

  private void refuse(Recorded cas, int place) {
    if (!certain && !isWithin(cas, place)) {
      decided = false;
      return;
    }
    Reign reign = order.get(place);
    List<Recorded> calls = new ArrayList<>(List.of(cas));
    reign.write().ifPresent(calls::add);
    reign.lastRead().ifPresent(calls::add);
    String what =
        cas + " was refused, but the key had that value from before its begin until after its end";
    breaches.add(Breach.of(Rule.LINEARIZABLE, "key " + key + ": " + what, calls));
  }

  /** Whether the value of this place was there all the while, whatever the order of the chains. */
  private boolean isWithin(Recorded call, int place) {
    long begun = Reign.NEVER;
    int last = place;
    for (int i = place; i == last; i++) {
      begun = Math.min(begun, order.get(i).earliestEnd());
      last = order.get(i).next().isPresent() ? i + 1 : i;
    }
    long over = order.get(place).next().map(Reign::writeFrom).orElse(Reign.EVER);
    for (int i = place; i == place || (i >= 0 && order.get(i).next().isPresent()); i--) {
      over = Math.max(over, order.get(i).latestBegin());
    }
    return begun < call.from() && call.to() < over;
  }
}
