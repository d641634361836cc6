package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places in the history that requests were told to have: epoch and index. */
final class Places {

  private final List<Recorded> placed;
  private final Excuses excuses;

  /**
   * @param calls those that are no requests, or were told no place, are passed over
   */
  Places(List<Recorded> calls, Excuses excuses) {
    this.excuses = excuses;
    placed =
        calls.stream()
            .filter(call -> call.isOk() && call.master().isPresent() && call.answer().index() > 0)
            .sorted(Comparator.comparingLong(call -> call.answer().index()))
            .toList();
  }

  /**
   * Two requests at one place, if there are: an entry is one request's for ever. A group of which
   * no server remembered anything counts its epochs from the first again; what sets them apart, the
   * lives of the masters, clients are not told.
   */
  Optional<Breach> shared() {
    Map<String, Recorded> known = new HashMap<>();
    for (Recorded call : placed) {
      String place = call.answer().epoch() + "@" + call.answer().index();
      Recorded other = known.put(place + " of life " + excuses.beginnings(call), call);
      if (other != null) {
        return Optional.of(
            Breach.of(Rule.LINEARIZABLE, "two requests at " + place, List.of(other, call)));
      }
    }
    return Optional.empty();
  }

  /** A request that ended before another began, and comes after it in a history that is one. */
  Optional<Breach> swapped() {
    Optional<Recorded> late = Optional.empty();
    for (Recorded call : placed) {
      if (late.isPresent() && call.to() < late.get().from()) {
        String what = call + " at " + call.answer().index() + " had ended before ";
        what += late.get() + " at " + late.get().answer().index() + " began";
        return Optional.of(Breach.of(Rule.LINEARIZABLE, what, List.of(call, late.get())));
      }
      if (late.isEmpty() || call.from() > late.get().from()) {
        late = Optional.of(call);
      }
    }
    return Optional.empty();
  }
}
