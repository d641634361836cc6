package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Audit;
import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import dev.understudy.faults.client.Remnant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be said of the keys of an AVAILABLE group: nobody saw a value that was not written, and
 * no write is in the surviving state and in a diverged record. A compare-and-set that one master
 * refused may have been executed by another beside it, if the histories of two masters parted. A
 * write that was overwritten leaves no trace, so whether it was kept cannot be seen here.
 */
final class AvailableKeys {

  private final Set<String> keys = new TreeSet<>();
  private final Map<String, Recorded> writes = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();
  private final boolean complete;
  private final Excuses excuses;

  AvailableKeys(List<Recorded> calls, Optional<Audit> audit, boolean complete, Excuses excuses) {
    this.complete = complete;
    this.excuses = excuses;
    calls.forEach(call -> keys.add(call.key()));
    calls.forEach(call -> call.call().value().ifPresent(value -> writes.put(value, call)));
    for (Recorded call : calls) {
      seen(call).ifPresent(value -> check(call.key(), value, List.of(call)));
    }
    audit.ifPresent(this::checkKept);
  }

  List<Breach> breaches() {
    return breaches;
  }

  private static Optional<String> seen(Recorded call) {
    if (!call.isOk()) {
      return Optional.empty();
    }
    if (call.kind() != Kind.CAS) {
      return call.answer().result();
    }
    return isSwapped(call) ? call.call().expect() : Optional.empty();
  }

  private static boolean isSwapped(Recorded cas) {
    return cas.answer().result().equals(Optional.of("true"));
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
            && !isSwapped(write)
            && !excuses.haveTwoHistories(write);
    if (write.outcome() == Outcome.FAIL || refused) {
      shown.add(write);
      breach(Rule.ASKED, key + ": value " + value + ", whose write was refused", shown);
    }
  }

  private void checkKept(Audit audit) {
    for (String key : keys) {
      Optional<String> last = audit.values().getOrDefault(key, Optional.empty());
      last.ifPresent(value -> check(key, value, List.of()));
    }
    for (Remnant remnant : audit.remnants()) {
      remnant.value().ifPresent(value -> checkRemnant(audit, remnant, value));
    }
  }

  private void checkRemnant(Audit audit, Remnant remnant, String value) {
    String key = remnant.key();
    Recorded write = writes.get(value);
    if (write == null || write.outcome() == Outcome.FAIL) {
      check(key, value, List.of());
    } else if (audit.values().getOrDefault(key, Optional.empty()).equals(remnant.value())) {
      breach(Rule.ONCE, key + ": value " + value + " and a diverged record of it", List.of(write));
    }
  }

  private void breach(Rule rule, String what, List<Recorded> shown) {
    breaches.add(Breach.of(rule, "key " + what, shown));
  }
}
