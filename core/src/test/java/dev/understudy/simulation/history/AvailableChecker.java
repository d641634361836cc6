package dev.understudy.simulation.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether an AVAILABLE group kept its promise (protocol section 2): every acknowledged request
 * is in the surviving history or in exactly one diverged record, never in both, never in neither;
 * where it stands under the entry that was acknowledged, with the result that was acknowledged; and
 * nothing is there twice, acknowledged or not.
 *
 * @param <Q> names a request, the same for every try of it
 * @param <K> names an entry, also of a history that did not survive
 * @param <V> a result
 */
public final class AvailableChecker<Q, K, V> {

  /** A request, the entry that executed it, and what it returned. */
  public record Fact<Q, K, V>(Q request, K entry, V result) {}

  private final Map<Q, Fact<Q, K, V>> surviving = new HashMap<>();
  private final Map<Q, Fact<Q, K, V>> diverged = new HashMap<>();
  private final Set<Q> excused = new HashSet<>();
  private final List<String> doubles = new ArrayList<>();

  /** A request was executed in the history that survived. */
  public void survived(Fact<Q, K, V> fact) {
    if (surviving.put(fact.request(), fact) != null) {
      doubles.add(fact.request() + " was executed twice");
    }
  }

  /** The surviving state has a diverged record of a request. */
  public void recorded(Fact<Q, K, V> fact) {
    if (diverged.put(fact.request(), fact) != null) {
      doubles.add(fact.request() + " is in two diverged records");
    }
  }

  /**
   * A request may be missing: all servers that held it lost their memory, or its record was given
   * up by order or because there were too many.
   */
  public void excuse(Q request) {
    excused.add(request);
  }

  /** What is wrong first, if something is. */
  public Optional<String> check(List<Fact<Q, K, V>> acknowledged) {
    if (!doubles.isEmpty()) {
      return Optional.of(doubles.get(0));
    }
    for (Q request : surviving.keySet()) {
      if (diverged.containsKey(request)) {
        return Optional.of(request + " survived and is in a diverged record");
      }
    }
    for (Fact<Q, K, V> fact : acknowledged) {
      Fact<Q, K, V> found = surviving.getOrDefault(fact.request(), diverged.get(fact.request()));
      if (found == null) {
        if (!excused.contains(fact.request())) {
          return Optional.of(
              fact + " was acknowledged and is neither in the history nor in a diverged record");
        }
      } else if (found.entry().equals(fact.entry()) && !found.result().equals(fact.result())) {
        return Optional.of(fact + " was acknowledged, but is kept as " + found);
      }
    }
    return Optional.empty();
  }
}
