package dev.understudy.monitor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who was there lately, and is not now. One that left in good order is not missed; nor is one whose
 * place somebody has taken who came later. Bounded in time and in number. Times are milliseconds of
 * any clock that only goes on.
 *
 * @param <K> what they are told apart by
 */
final class Attendance<K extends Comparable<K>> {

  /** What was asked for before a departure, or shortly after it, may still tell of who left. */
  private static final long FAREWELL_MILLIS = 1_000;

  private final long keptMillis;
  private final int most;
  private final Map<K, Visit> visits = new HashMap<>();

  private static final class Visit {

    private final long firstMillis;
    private long lastMillis;
    private boolean settled;
    private boolean left;

    private Visit(long firstMillis) {
      this.firstMillis = firstMillis;
      lastMillis = firstMillis;
    }
  }

  /** Remembers {@code most} of them for {@code keptMillis} after they were seen last. */
  Attendance(long keptMillis, int most) {
    this.keptMillis = keptMillis;
    this.most = most;
  }

  /** One of them was heard. */
  void heard(K one, long nowMillis) {
    Visit visit = visits.get(one);
    if (visit == null && visits.size() < most) {
      visit = new Visit(nowMillis);
      visits.put(one, visit);
    }
    if (visit != null) {
      visit.lastMillis = nowMillis;
      visit.left = false;
    }
  }

  /** One of them has left in good order. */
  void left(K one, long nowMillis) {
    Visit visit = visits.get(one);
    if (visit != null) {
      visit.lastMillis = nowMillis;
      visit.left = true;
    }
  }

  /** These are there, as was found when they were asked for at {@code askedMillis}. */
  void found(Collection<K> present, long askedMillis, long nowMillis) {
    present.stream()
        .filter(one -> !isLeaving(one, askedMillis))
        .forEach(one -> heard(one, nowMillis));
    present.stream().sorted().forEach(one -> settle(one, present, nowMillis));
  }

  /** Those that are missed, in their order, if these are there. */
  List<K> missed(Collection<K> present, long nowMillis) {
    forget(nowMillis);
    return visits.entrySet().stream()
        .filter(visit -> !visit.getValue().left && !present.contains(visit.getKey()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** When this one was seen last; negative if nothing is known of it. */
  long lastMillis(K one) {
    Visit visit = visits.get(one);
    return visit == null ? -1 : visit.lastMillis;
  }

  /** How many are remembered. */
  int size(long nowMillis) {
    forget(nowMillis);
    return visits.size();
  }

  private boolean isLeaving(K one, long askedMillis) {
    Visit visit = visits.get(one);
    return visit != null && visit.left && askedMillis < visit.lastMillis + FAREWELL_MILLIS;
  }

  /** A newcomer takes the place of whoever had been absent for longest when it came. */
  private void settle(K one, Collection<K> present, long nowMillis) {
    Visit visit = visits.get(one);
    if (visit == null || visit.settled) {
      return;
    }
    visit.settled = true;
    List<K> missed = new ArrayList<>(missed(present, nowMillis));
    missed.removeIf(other -> lastMillis(other) >= visit.firstMillis);
    missed.stream().min(Comparator.comparing(this::lastMillis)).ifPresent(visits::remove);
  }

  private void forget(long nowMillis) {
    visits.values().removeIf(visit -> nowMillis - visit.lastMillis > keptMillis);
  }
}
