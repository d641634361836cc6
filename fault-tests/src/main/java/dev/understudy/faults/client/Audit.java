package dev.understudy.faults.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was found in a group when everything was over.
 *
 * @param from when the reading began, a reading of {@link System#nanoTime}
 * @param values of every key that the clients used; empty: none
 * @param remnants its diverged records
 */
public record Audit(
    long from, long to, Map<String, Optional<String>> values, List<Remnant> remnants) {

  public Audit {
    values = new TreeMap<>(values);
    remnants = List.copyOf(remnants);
  }

  /** Nothing was read. */
  public static Audit none() {
    return new Audit(0, 0, Map.of(), List.of());
  }

  /**
   * Both, of one group. The records, and a value that both read, are those of the later one, which
   * {@code other} has to be: each audit reads all records, and no call was made between the two.
   */
  public Audit and(Audit other) {
    Map<String, Optional<String>> all = new TreeMap<>(values);
    all.putAll(other.values);
    Audit later = other.to >= to ? other : this;
    return new Audit(Math.min(from, other.from), later.to, all, new ArrayList<>(later.remnants));
  }
}
