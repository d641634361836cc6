package dev.understudy.group;

import org.jspecify.annotations.Nullable;

/**
 * One process life of a server (protocol section 1). Lives of one server are ordered: a later start
 * is higher; the random part orders two starts in the same millisecond.
 *
 * @param startMillis wall-clock time of the start
 * @param random drawn once by the process
 */
public record Incarnation(long startMillis, long random) implements Comparable<Incarnation> {

  /** Lower than every life of a server. */
  public static final Incarnation NONE = new Incarnation(0, 0);

  /**
   * A life above {@code known}: what a starting server takes when told of a later one of itself.
   */
  public static Incarnation above(Incarnation known, long random) {
    return new Incarnation(known.startMillis + 1, random);
  }

  public boolean isAfter(Incarnation other) {
    return compareTo(other) > 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Incarnation life
            && life.startMillis == startMillis
            && life.random == random);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(startMillis) + Long.hashCode(random);
  }

  @Override
  public int compareTo(Incarnation other) {
    int byStart = Long.compare(startMillis, other.startMillis);
    return byStart != 0 ? byStart : Long.compareUnsigned(random, other.random);
  }
}
