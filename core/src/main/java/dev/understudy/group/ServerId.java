package dev.understudy.group;

import org.jspecify.annotations.Nullable;

/**
 * The number of one server of a group; stable over restarts (protocol section 1). Lower numbers win
 * where everything else is equal.
 *
 * @param number 0 to {@link #HIGHEST}; -1 only in {@link #NONE}
 */
public record ServerId(int number) implements Comparable<ServerId> {

  /** The highest number a server may have. */
  public static final int HIGHEST = 1_000_000;

  /** No server: nobody is known. */
  public static final ServerId NONE = new ServerId(-1);

  public ServerId {
    if (number < -1 || number > HIGHEST) {
      throw new IllegalArgumentException("server id must be 0 to " + HIGHEST + ": " + number);
    }
  }

  public boolean isNone() {
    return number < 0;
  }

  // by hand, here and in Incarnation, Generation, Epoch and InSync: they are compared for every
  // message, and those that records come with are slow until they are compiled
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServerId id && id.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public int compareTo(ServerId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return isNone() ? "none" : Integer.toString(number);
  }
}
