package dev.understudy.faults.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What clients ask for, one call after the other. Safe for use by several threads. */
abstract sealed class Workload {

  /** The workloads that there are. */
  enum Name {
    /** Reads, writes and compare-and-sets of a few keys of the {@code kv} service. */
    KV,
    /** Adds 1 to one name of the {@code counter} service. */
    COUNTER,
    /** Adds 1 to a name of its own with every call, so that everyone can see what became of it. */
    ONCE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<String> keys = new TreeSet<>();

  /** The workload of that name. */
  static Workload of(Name name, int keys, long seed) {
    return switch (name) {
      case KV -> new KeyValue(keys, new Random(seed));
      case COUNTER -> new Counter();
      case ONCE -> new Once();
    };
  }

  /**
   * The next call of a client.
   *
   * @param unique a text that no other call of the run was given
   */
  final synchronized Call next(String unique) {
    Call call = choose(unique);
    keys.add(call.key());
    return call;
  }

  /** What a call was answered, for those after it. */
  final synchronized void ended(Call call, Answer answer) {
    if (answer.outcome() == Outcome.OK) {
      learn(call, answer.result());
    }
  }

  /** Everything that was asked for so far. */
  final synchronized List<String> keys() {
    return new ArrayList<>(keys);
  }

  abstract Call choose(String unique);

  abstract void learn(Call call, Optional<String> result);

  private static final class KeyValue extends Workload {

    private static final int GETS_OF_TEN = 4;
    private static final int PUTS_OF_TEN = 3;

    private final int keys;
    private final Random random;
    private final Map<String, Optional<String>> values = new TreeMap<>();

    KeyValue(int keys, Random random) {
      this.keys = keys;
      this.random = random;
    }

    @Override
    Call choose(String unique) {
      String key = "k" + random.nextInt(keys);
      int kind = random.nextInt(10);
      if (kind < GETS_OF_TEN) {
        return Call.get(key);
      }
      return kind < GETS_OF_TEN + PUTS_OF_TEN
          ? Call.put(key, unique)
          : Call.cas(key, values.getOrDefault(key, Optional.empty()), unique);
    }

    @Override
    void learn(Call call, Optional<String> result) {
      switch (call.kind()) {
        case GET -> values.put(call.key(), result);
        case PUT -> values.put(call.key(), call.value());
        case CAS -> {
          if (result.equals(Optional.of("true"))) {
            values.put(call.key(), call.value());
          }
        }
        case ADD -> throw new IllegalArgumentException("keys have no sums");
      }
    }
  }

  private static final class Counter extends Workload {

    @Override
    Call choose(String unique) {
      return Call.add("sum");
    }

    @Override
    void learn(Call call, Optional<String> result) {
      // one sum is like the other
    }
  }

  private static final class Once extends Workload {

    @Override
    Call choose(String unique) {
      return Call.add(unique);
    }

    @Override
    void learn(Call call, Optional<String> result) {
      // the next call has a name of its own
    }
  }
}
