package dev.understudy.session;

import java.util.Arrays;

/**
 * A set of sequence numbers, kept as ascending ranges; nearly always one. When there are more gaps
 * than allowed the lowest is closed: its numbers count as contained from then on, and of no number
 * below it is it known any more whether it was added.
 */
public final class SequenceRanges {

  private final int mostRanges;
  // from and to (inclusive) of each range, one after the other
  private long[] bounds = new long[4];
  private int ranges;
  private long closedBelow;

  public SequenceRanges(int mostGaps) {
    this.mostRanges = mostGaps + 1;
  }

  public boolean contains(long sequence) {
    for (int i = ranges - 1; i >= 0; i--) {
      if (sequence >= from(i)) {
        return sequence <= to(i);
      }
    }
    return false;
  }

  /** Whether it is contained because it was added, and not because a gap was closed. */
  public boolean surelyContains(long sequence) {
    return sequence >= closedBelow && contains(sequence);
  }

  /** Below which gaps were closed. */
  public long closedBelow() {
    return closedBelow;
  }

  void closedBelow(long sequence) {
    closedBelow = sequence;
  }

  public void add(long sequence) {
    int at = ranges;
    while (at > 0 && from(at - 1) > sequence) {
      at--;
    }
    // ranges before `at` begin at or below the sequence
    if (at > 0 && sequence <= to(at - 1)) {
      return;
    }
    boolean joinsBefore = at > 0 && to(at - 1) + 1 == sequence;
    boolean joinsAfter = at < ranges && from(at) - 1 == sequence;
    if (joinsBefore && joinsAfter) {
      bounds[2 * at - 1] = to(at);
      removeRange(at);
    } else if (joinsBefore) {
      bounds[2 * at - 1] = sequence;
    } else if (joinsAfter) {
      bounds[2 * at] = sequence;
    } else {
      insertRange(at, sequence, sequence);
      closeLowestGap();
    }
  }

  /** Adds the range as it is; ranges must come in ascending order. */
  void addRange(long from, long to) {
    if (from > to || (ranges > 0 && from <= to(ranges - 1)) || ranges >= mostRanges) {
      throw new IllegalArgumentException("ranges must ascend and be at most " + mostRanges);
    }
    insertRange(ranges, from, to);
  }

  public int size() {
    return ranges;
  }

  public long from(int range) {
    return bounds[2 * range];
  }

  /** The last number of the range. */
  public long to(int range) {
    return bounds[2 * range + 1];
  }

  private void closeLowestGap() {
    if (ranges > mostRanges) {
      closedBelow = from(1);
      bounds[1] = to(1);
      removeRange(1);
    }
  }

  private void insertRange(int at, long from, long to) {
    if (2 * ranges == bounds.length) {
      bounds = Arrays.copyOf(bounds, bounds.length * 2);
    }
    System.arraycopy(bounds, 2 * at, bounds, 2 * at + 2, 2 * (ranges - at));
    bounds[2 * at] = from;
    bounds[2 * at + 1] = to;
    ranges++;
  }

  private void removeRange(int at) {
    System.arraycopy(bounds, 2 * at + 2, bounds, 2 * at, 2 * (ranges - at - 1));
    ranges--;
  }
}
