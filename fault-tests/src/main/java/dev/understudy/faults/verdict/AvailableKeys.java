package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Remnant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What can be said of the keys of an AVAILABLE group: nobody saw a value that was not written; no
 * write is in the surviving history and in a diverged record, or in two records; and each that was
 * acknowledged is in one of them, as far as the answers tell ({@link KeptWrites}). A
 * compare-and-set that one master refused may have been executed by another beside it, if the
 * histories of two masters parted.
 */
final class AvailableKeys {

  private final Map<String, List<Recorded>> byKey = new TreeMap<>();
  private final Map<String, Recorded> writes = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();
  private final List<Breach> missing = new ArrayList<>();
  private final boolean complete;
  private final Excuses excuses;
  private long lost;
  private long excused;
  private boolean unread;

  AvailableKeys(List<Recorded> calls, Optional<Audit> audit, boolean complete, Excuses excuses) {
    this.complete = complete;
    this.excuses = excuses;
    calls.forEach(call -> byKey.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call));
    calls.forEach(call -> call.call().value().ifPresent(value -> writes.put(value, call)));
    for (Recorded call : calls) {
      seen(call).ifPresent(value -> check(call.key(), value, List.of(call)));
    }
    audit.ifPresent(this::checkKept);
  }

  /** What is wrong, but for writes that are missing. */
  List<Breach> breaches() {
    return breaches;
  }

  /** Writes that were acknowledged and are nowhere, without an excuse. */
  List<Breach> missing() {
    return missing;
  }

  /** How many those are, at least. */
  long lost() {
    return lost;
  }

  /** How many are nowhere, and may be. */
  long excused() {
    return excused;
  }

  /** Whether the value of a key was not read in the end. */
  boolean isUnread() {
    return unread;
  }

  private static Optional<String> seen(Recorded call) {
    if (!call.isOk()) {
      return Optional.empty();
    }
    if (call.kind() != Kind.CAS) {
      return call.answer().result();
    }
    return KeptWrites.hasWritten(call) ? call.call().expect() : Optional.empty();
  }

  private void check(String key, String value, List<Recorded> seenBy) {
    List<Recorded> shown = new ArrayList<>(seenBy);
    Recorded write = writes.get(value);
    if (write == null) {
      if (complete) {
        breach(Rule.ASKED, key + ": value " + value + ", which nobody wrote", shown);
      }
      return;
    }
    boolean refused =
        write.kind() == Kind.CAS
            && write.isOk()
            && !KeptWrites.hasWritten(write)
            && !excuses.haveTwoHistories(write);
    if (write.outcome() == Outcome.FAIL || refused) {
      shown.add(write);
      breach(Rule.ASKED, key + ": value " + value + ", whose write was refused", shown);
    }
  }

  private void checkKept(Audit audit) {
    Map<String, Set<String>> recorded = new HashMap<>();
    for (Remnant remnant : audit.remnants()) {
      Set<String> ofKey = recorded.computeIfAbsent(remnant.key(), key -> new HashSet<>());
      remnant.value().ifPresent(value -> checkRemnant(remnant.key(), value, ofKey.add(value)));
    }
    byKey.forEach(
        (key, calls) -> checkKept(key, calls, audit, recorded.getOrDefault(key, Set.of())));
  }

  private void checkRemnant(String key, String value, boolean first) {
    Recorded write = writes.get(value);
    if (write == null || write.outcome() == Outcome.FAIL) {
      check(key, value, List.of());
    } else if (!first) {
      breach(Rule.ONCE, key + ": two diverged records of value " + value, List.of(write));
    }
  }

  private void checkKept(String key, List<Recorded> calls, Audit audit, Set<String> recorded) {
    Optional<String> last = audit.values().get(key);
    if (last == null) {
      unread = true;
      return;
    }
    last.ifPresent(value -> check(key, value, List.of()));
    KeptWrites.Found found = new KeptWrites.Found(last, recorded);
    KeptWrites kept = new KeptWrites(key, calls, found, complete, excuses);
    for (String value : kept.survived()) {
      Recorded write = writes.get(value);
      if (write != null && recorded.contains(value)) {
        String what = key + ": value " + value + " and a diverged record of it";
        breach(Rule.ONCE, what, List.of(write));
      }
    }
    lost += kept.missing();
    excused += kept.excused();
    kept.breach().ifPresent(missing::add);
  }

  private void breach(Rule rule, String what, List<Recorded> shown) {
    breaches.add(Breach.of(rule, "key " + what, shown));
  }
}
