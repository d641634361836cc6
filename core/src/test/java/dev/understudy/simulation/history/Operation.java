package dev.understudy.simulation.history;

import java.util.Optional;

/**
 * One call of a client on one key of a map, as the client saw it.
 *
 * @param client who called; for people
 * @param invoked when the call began, on a clock that all clients share
 * @param returned when its answer arrived; {@link #NEVER} if none did
 */
public record Operation(
    String client, String key, Action action, long invoked, long returned, Outcome outcome) {

  /** When an answer that never came arrived. */
  public static final long NEVER = Long.MAX_VALUE;

  public Operation {
    boolean unknown = outcome instanceof Outcome.Unknown;
    if (invoked > returned || unknown != (returned == NEVER)) {
      throw new IllegalArgumentException("an answer needs a time, not before its call");
    }
  }

  /** What was asked of the key. */
  public sealed interface Action {

    record Get() implements Action {}

    /** Answered with the value before. */
    record Put(String value) implements Action {}

    /** Answered with the value before. */
    record Delete() implements Action {}

    /** Writes {@code value} if the key has the value {@code expected} (empty: none). */
    record CompareAndSet(Optional<String> expected, String value) implements Action {}
  }

  /** What the client was told. */
  public sealed interface Outcome {

    /** Nothing: it may have happened at any time after its call, or never. */
    record Unknown() implements Outcome {}

    /** It happened; what it returned is not known. */
    record Happened() implements Outcome {}

    /** The value read, or the value before a write; empty: none. */
    record Value(Optional<String> value) implements Outcome {}

    /** Whether a compare-and-set wrote. */
    record Swapped(boolean swapped) implements Outcome {}
  }

  @Override
  public String toString() {
    String end = returned == NEVER ? "..." : Long.toString(returned);
    return "[" + invoked + " to " + end + "] " + client + " " + key + " " + action + " " + outcome;
  }
}
