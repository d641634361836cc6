package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A part of a run that shows some of the offending calls: these, and those around them on the same
 * keys.
 *
 * @param from the left edge of the picture, a reading of {@link System#nanoTime}
 * @param calls in the order in which they began
 */
record Scene(long from, long to, List<Recorded> calls) {

  /** Offending calls further apart than this are shown apart. */
  private static final long APART_NANOS = 3_000_000_000L;

  private static final long LEAST_MARGIN_NANOS = 5_000_000;
  private static final int MARGINS = 6;
  private static final int MOST_SCENES = 6;
  private static final int MOST_AROUND = 80;

  /** The scenes of a run, at most so many that a person looks at all of them. */
  static List<Scene> of(List<Recorded> offending, List<Recorded> all) {
    List<Recorded> sorted = new ArrayList<>(offending);
    sorted.sort(Comparator.comparingLong(Recorded::from));
    List<Scene> scenes = new ArrayList<>();
    List<Recorded> together = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (Recorded call : sorted) {
      if (!together.isEmpty() && call.from() - end > APART_NANOS) {
        scenes.add(around(together, all));
        together.clear();
      }
      together.add(call);
      end = Math.max(end, end(call));
    }
    if (!together.isEmpty()) {
      scenes.add(around(together, all));
    }
    return List.copyOf(scenes.subList(0, Math.min(MOST_SCENES, scenes.size())));
  }

  private static Scene around(List<Recorded> offending, List<Recorded> all) {
    long first = offending.stream().mapToLong(Recorded::from).min().orElse(0);
    long last = offending.stream().mapToLong(Scene::end).max().orElse(0);
    long margin = Math.max(LEAST_MARGIN_NANOS, (last - first) / MARGINS);
    long from = first - margin;
    long to = last + margin;
    Set<String> keys = new HashSet<>();
    offending.forEach(call -> keys.add(call.key()));
    Set<Recorded> shown = new HashSet<>(offending);
    long middle = from + (to - from) / 2;
    all.stream()
        .filter(call -> keys.contains(call.key()) && end(call) >= from && call.from() <= to)
        .sorted(Comparator.comparingLong(call -> Math.abs(call.from() - middle)))
        .limit(MOST_AROUND)
        .forEach(shown::add);
    List<Recorded> calls = new ArrayList<>(shown);
    calls.sort(Comparator.comparingLong(Recorded::from).thenComparing(Recorded::client));
    return new Scene(from, to, List.copyOf(calls));
  }

  /** The end of a call that had none says nothing, and is mostly far away. */
  private static long end(Recorded call) {
    return call.isUnknown() ? call.from() : call.to();
  }
}
