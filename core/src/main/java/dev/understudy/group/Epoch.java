package dev.understudy.group;

import org.jspecify.annotations.Nullable;

/**
 * One mastership (protocol section 1). Two masterships never share an epoch, not even those of one
 * server before and after it lost its memory, because the incarnation is part of it.
 *
 * <p>Order: generation, then higher number, then <em>lower</em> owner, then incarnation.
 */
public record Epoch(Generation generation, long number, ServerId owner, Incarnation incarnation)
    implements Comparable<Epoch> {

  /** Before the first mastership. */
  public static final Epoch NONE = new Epoch(Generation.FIRST, 0, ServerId.NONE, Incarnation.NONE);

  public Epoch {
    if (number < 0) {
      throw new IllegalArgumentException("epoch number must not be negative: " + number);
    }
  }

  /** The epoch in which {@code owner} is master and whose number is one higher than this one's. */
  public Epoch next(ServerId owner, Incarnation incarnation) {
    return new Epoch(generation, number + 1, owner, incarnation);
  }

  public boolean isNone() {
    return number == 0;
  }

  public boolean isAfter(Epoch other) {
    return compareTo(other) > 0;
  }

  public boolean isBefore(Epoch other) {
    return compareTo(other) < 0;
  }

  public static Epoch later(Epoch one, Epoch other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Epoch epoch
            && epoch.number == number
            && epoch.owner.equals(owner)
            && epoch.incarnation.equals(incarnation)
            && epoch.generation.equals(generation));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(number) + owner.hashCode()) + incarnation.hashCode();
  }

  @Override
  public int compareTo(Epoch other) {
    int order = generation.compareTo(other.generation);
    if (order == 0) {
      order = Long.compare(number, other.number);
    }
    if (order == 0) {
      order = other.owner.compareTo(owner);
    }
    return order != 0 ? order : incarnation.compareTo(other.incarnation);
  }

  @Override
  public String toString() {
    String base = number + "/" + owner;
    return generation.number() == 0 ? base : "g" + generation.number() + ":" + base;
  }
}
