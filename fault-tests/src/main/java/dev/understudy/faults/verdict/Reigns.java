package dev.understudy.faults.verdict;

import dev.understudy.faults.client.Kind;
import dev.understudy.faults.client.Outcome;
import dev.understudy.faults.client.Recorded;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The values that a key had, each with the calls that wrote and saw it, and their order.
 *
 * <p>A put tells the value before, and a compare-and-set names it, so that most of the order is on
 * record. Only where the answer to a put is not known, but its value was seen, there is none: the
 * values form chains, each of which begins with such a put, or with no value. Between two values of
 * a chain there was no other.
 */
final class Reigns {

  private final String key;
  private final boolean complete;
  private final Map<String, Recorded> writes = new LinkedHashMap<>();
  private final Map<Optional<String>, Reign> reigns = new LinkedHashMap<>();
  private final Deque<String> seen = new ArrayDeque<>();
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * @param complete whether a value has to have been written by one of the calls
   */
  Reigns(String key, Collection<Recorded> calls, boolean complete) {
    this.key = key;
    this.complete = complete;
    reigns.put(Optional.empty(), Reign.first());
    for (Recorded call : calls) {
      call.call().value().ifPresent(value -> write(value, call));
    }
    for (Recorded call : calls) {
      if (call.isOk()) {
        observe(call);
      }
    }
    while (!seen.isEmpty()) {
      see(seen.remove());
    }
    calls.stream().filter(Recorded::isOk).forEach(this::attach);
    List.copyOf(reigns.values()).forEach(this::chain);
  }

  /** What is wrong with the values alone, whatever the times. */
  List<Breach> breaches() {
    return breaches;
  }

  /** Whether a write of which nothing is known may have taken effect without being seen. */
  boolean hasUnseenWrites() {
    return writes.values().stream()
        .anyMatch(write -> write.isUnknown() && !reigns.containsKey(write.call().value()));
  }

  /**
   * All values in an order that agrees with the times, if there is one: a chain none of whose calls
   * began after another's first had ended comes first.
   */
  List<Reign> inOrder() {
    Set<Reign> followers = new HashSet<>();
    reigns.values().forEach(reign -> reign.next().ifPresent(followers::add));
    List<List<Reign>> chains = new ArrayList<>();
    int placed = 0;
    for (Reign reign : reigns.values()) {
      if (!followers.contains(reign)) {
        List<Reign> chain = chainFrom(reign);
        placed += chain.size();
        chains.add(chain);
      }
    }
    if (placed < reigns.size()) {
      breach(Rule.LINEARIZABLE, "each of some values replaced another of them", writesOf(reigns));
    }
    chains.sort(
        Comparator.<List<Reign>>comparingLong(chain -> Math.min(end(chain), begin(chain)))
            .thenComparingLong(Reigns::begin));
    return chains.stream().flatMap(List::stream).toList();
  }

  private static List<Reign> chainFrom(Reign start) {
    List<Reign> chain = new ArrayList<>();
    Optional<Reign> reign = Optional.of(start);
    while (reign.isPresent()) {
      chain.add(reign.get());
      reign = reign.get().next();
    }
    return chain;
  }

  private static long begin(List<Reign> chain) {
    return chain.stream().mapToLong(Reign::latestBegin).max().orElse(Reign.EVER);
  }

  private static long end(List<Reign> chain) {
    return chain.stream().mapToLong(Reign::earliestEnd).min().orElse(Reign.NEVER);
  }

  private void write(String value, Recorded call) {
    if (writes.put(value, call) != null) {
      throw new IllegalArgumentException("written by two calls: " + value);
    }
  }

  private static boolean isRefusal(Recorded call) {
    return call.kind() == Kind.CAS && !call.answer().result().equals(Optional.of("true"));
  }

  /** Which values a call that succeeded proves to have been there. */
  private void observe(Recorded call) {
    switch (call.kind()) {
      case GET -> call.answer().result().ifPresent(seen::add);
      case PUT -> {
        call.answer().result().ifPresent(seen::add);
        call.call().value().ifPresent(seen::add);
      }
      case CAS -> {
        if (!isRefusal(call)) {
          call.call().value().ifPresent(seen::add);
        }
      }
      case ADD -> throw new IllegalArgumentException("no call on a value: " + call);
    }
  }

  /** A value was there: so its write took effect, and what that one expected was there too. */
  private void see(String value) {
    if (reigns.containsKey(Optional.of(value))) {
      return;
    }
    Recorded write = writes.get(value);
    if (write == null) {
      reigns.put(Optional.of(value), Reign.unrecorded(value));
      if (complete) {
        String what = "value " + value + ", which nobody wrote";
        breach(Rule.ASKED, what, List.of());
      }
      return;
    }
    if (write.outcome() == Outcome.FAIL || (write.isOk() && isRefusal(write))) {
      breach(Rule.ASKED, "value " + value + ", whose write was refused", List.of(write));
    }
    reigns.put(Optional.of(value), Reign.of(write));
    if (write.kind() == Kind.CAS) {
      write.call().expect().ifPresent(seen::add);
    }
  }

  private void attach(Recorded call) {
    if (call.kind() == Kind.GET) {
      reign(call.answer().result()).read(call);
    } else if (isRefusal(call) && reigns.containsKey(call.call().expect())) {
      reign(call.call().expect()).refuse(call);
    }
  }

  /** Puts a value after the one that it is known to have replaced. */
  private void chain(Reign reign) {
    Recorded write = reign.write().orElse(null);
    if (write == null || (write.kind() == Kind.PUT && !write.isOk())) {
      return;
    }
    Optional<String> before =
        write.kind() == Kind.PUT ? write.answer().result() : write.call().expect();
    Reign predecessor = reign(before);
    Reign rival = predecessor.next().orElse(null);
    if (rival == null) {
      predecessor.precede(reign);
      return;
    }
    List<Recorded> calls = new ArrayList<>(List.of(write));
    rival.write().ifPresent(calls::add);
    predecessor.write().ifPresent(calls::add);
    String what = "two writes replaced " + before.orElse("no value");
    breach(Rule.LINEARIZABLE, what, calls);
  }

  private Reign reign(Optional<String> value) {
    return Objects.requireNonNull(reigns.get(value), "a value that was there has no reign");
  }

  private void breach(Rule rule, String what, Collection<Recorded> calls) {
    breaches.add(Breach.of(rule, "key " + key + ": " + what, calls));
  }

  private static List<Recorded> writesOf(Map<Optional<String>, Reign> reigns) {
    return reigns.values().stream().flatMap(reign -> reign.write().stream()).toList();
  }
}
