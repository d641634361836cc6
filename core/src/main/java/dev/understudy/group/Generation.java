package dev.understudy.group;

import org.jspecify.annotations.Nullable;

/**
 * A history of a group that an operator started by hand after a quorum lost its memory (protocol
 * section 5). Compared before everything else in an {@link Epoch}.
 *
 * @param number one more than the generation that the recovering server knew
 * @param random tells two recoveries of the same number apart
 */
public record Generation(long number, long random) implements Comparable<Generation> {

  /** The generation of a group that was never recovered by hand. */
  public static final Generation FIRST = new Generation(0, 0);

  public Generation next(long random) {
    return new Generation(number + 1, random);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Generation generation
            && generation.number == number
            && generation.random == random);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(number) + Long.hashCode(random);
  }

  @Override
  public int compareTo(Generation other) {
    int byNumber = Long.compare(number, other.number);
    return byNumber != 0 ? byNumber : Long.compareUnsigned(random, other.random);
  }
}
