package dev.understudy.group;

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

  @Override
  public int compareTo(ServerId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return isNone() ? "none" : Integer.toString(number);
  }
}
