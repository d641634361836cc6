package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Recorded;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * One way in which a rule was broken.
 *
 * @param what happened, in a sentence that names the key
 * @param calls those that show it, in the order in which they began
 */
record Breach(Rule rule, String what, List<Recorded> calls) {

  Breach {
    calls =
        new LinkedHashSet<>(calls)
            .stream().sorted((one, other) -> Long.compare(one.from(), other.from())).toList();
  }

  static Breach of(Rule rule, String what, Collection<Recorded> calls) {
    return new Breach(rule, what, List.copyOf(calls));
  }
}
