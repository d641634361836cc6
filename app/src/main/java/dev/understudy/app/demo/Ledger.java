package dev.understudy.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the group owes its clients: every write that was acknowledged, under a key of its own, and
 * every one that a later read did not show. Written by several threads.
 */
final class Ledger {

  /** A write that was acknowledged. */
  record Write(String key, String value) {}

  private final List<Write> acknowledged = new ArrayList<>();
  private final Set<String> missed = new TreeSet<>();
  private final Set<String> repeated = new TreeSet<>();

  synchronized void acknowledge(Write write) {
    acknowledged.add(write);
  }

  /** A read did not show an acknowledged write. */
  synchronized void miss(String key) {
    missed.add(key);
  }

  /** A write found its own key taken: it was executed before. */
  synchronized void repeat(String key) {
    repeated.add(key);
  }

  synchronized List<Write> acknowledged() {
    return List.copyOf(acknowledged);
  }

  synchronized Set<String> missed() {
    return new TreeSet<>(missed);
  }

  synchronized Set<String> repeated() {
    return new TreeSet<>(repeated);
  }
}
