package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether one key of an AVAILABLE group has every write that was acknowledged, in the history
 * that survived or in a diverged record.
 *
 * <p>The value in the end names the write that survived last, and that one what it replaced, and so
 * on: that is exact, down to a put that told nobody what it replaced there, since its outcome is
 * unknown, or another master may have answered it. What such a put replaced it hides, and what came
 * before that; so the writes that began before it was executed can only be counted.
 */
final class KeptWrites {

  /**
   * What was found of the key in the end.
   *
   * @param last its value; empty: none
   * @param recorded values that are in diverged records
   */
  record Found(Optional<String> last, Set<String> recorded) {}

  private final String key;
  private final Excuses excuses;
  private final Set<String> survived = new LinkedHashSet<>();
  private final List<Recorded> missing = new ArrayList<>();
  private final List<Recorded> excused = new ArrayList<>();
  private final Map<String, Recorded> writes = new HashMap<>();
  private long hiddenUntil = Reign.EVER;
  private long lost;

  /**
   * @param calls on this key
   * @param complete whether these are all calls that were made
   */
  KeptWrites(String key, List<Recorded> calls, Found found, boolean complete, Excuses excuses) {
    this.key = key;
    this.excuses = excuses;
    calls.forEach(call -> call.call().value().ifPresent(value -> writes.put(value, call)));
    walkBack(found.last());
    List<Recorded> owed =
        calls.stream().filter(this::isOwed).filter(call -> !isIn(found.recorded(), call)).toList();
    for (Recorded call : owed) {
      if (call.from() > hiddenUntil && !isIn(survived, call)) {
        (excuses.cover(call) ? excused : missing).add(call);
      }
    }
    lost = missing.size();
    if (complete) {
      count(calls, owed);
    }
  }

  /** The values that the surviving history is known to have had, the last one first. */
  Set<String> survived() {
    return survived;
  }

  /** Acknowledged writes that are nowhere, without an excuse; there may be more. */
  long missing() {
    return lost;
  }

  /** Acknowledged writes that are nowhere, and may be. */
  int excused() {
    return excused.size();
  }

  Optional<Breach> breach() {
    if (lost == 0) {
      return Optional.empty();
    }
    String what = "key " + key + ": acknowledged writes that are nowhere: " + lost;
    return Optional.of(Breach.of(Rule.KEPT, what, missing));
  }

  private void walkBack(Optional<String> last) {
    Optional<String> value = last;
    long executed = Reign.NEVER;
    while (value.isPresent()) {
      Recorded write = writes.get(value.get());
      if (!survived.add(value.get()) || write == null || write.outcome() == Outcome.FAIL) {
        hiddenUntil = executed;
        return;
      }
      boolean told = write.isOk() && excuses.otherHistories(write) == 0;
      if (write.kind() == Kind.PUT && !told) {
        hiddenUntil = executed;
        return;
      }
      executed = told ? Math.min(executed, write.to()) : executed;
      value = replacedBy(write);
    }
  }

  /** A swap that was told by one master may have been none in the history of another. */
  private boolean isOwed(Recorded call) {
    return hasWritten(call) && (call.kind() == Kind.PUT || excuses.otherHistories(call) == 0);
  }

  /** Each write was replaced by one that told so, or is the last, or is hidden by a put. */
  private void count(List<Recorded> calls, List<Recorded> owed) {
    Set<String> seen = new HashSet<>(survived);
    long hidden = 0;
    for (Recorded call : calls) {
      long others = excuses.otherHistories(call);
      if (hasWritten(call) || (call.kind() == Kind.CAS && (call.isUnknown() || others > 0))) {
        replacedBy(call).ifPresent(seen::add);
      }
      if (call.kind() == Kind.PUT && call.outcome() != Outcome.FAIL) {
        hidden += others + (call.isUnknown() ? 1 : 0);
      }
    }
    List<Recorded> gone =
        owed.stream().filter(call -> !isIn(seen, call) && !excuses.cover(call)).toList();
    if (gone.size() - hidden > lost) {
      lost = gone.size() - hidden;
      missing.clear();
      missing.addAll(gone);
    }
  }

  private static boolean isIn(Set<String> values, Recorded write) {
    return write.call().value().filter(values::contains).isPresent();
  }

  /** Whether it was told that it has written. */
  static boolean hasWritten(Recorded call) {
    return switch (call.kind()) {
      case PUT -> call.isOk();
      case CAS -> call.isOk() && call.answer().result().equals(Optional.of("true"));
      case GET, ADD -> false;
    };
  }

  /** The value that a write found. */
  static Optional<String> replacedBy(Recorded write) {
    return write.kind() == Kind.PUT ? write.answer().result() : write.call().expect();
  }
}
