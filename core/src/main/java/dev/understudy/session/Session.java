package dev.understudy.session;

import dev.understudy.log.Result;
import java.util.Arrays;
import java.util.Objects;

/**
 * One client's requests: which sequences were executed, and the results it has not acknowledged yet
 * (protocol section 8).
 */
public final class Session {

  private static final int SMALLEST = 8;

  private final int mostResults;
  private final SequenceRanges executed;
  private long acknowledgedBelow;
  private long lastUsedMillis;
  // of the sequences from acknowledgedBelow on, each at (sequence & mask)
  private long[] indexes = new long[SMALLEST];
  private Result[] results = new Result[SMALLEST];

  Session(int mostResults, int mostGaps, long clockMillis) {
    this.mostResults = mostResults;
    this.executed = new SequenceRanges(mostGaps);
    this.lastUsedMillis = clockMillis;
  }

  public SequenceRanges executed() {
    return executed;
  }

  public long acknowledgedBelow() {
    return acknowledgedBelow;
  }

  /** Entry clock of the last request. */
  public long lastUsedMillis() {
    return lastUsedMillis;
  }

  /** Whether {@code sequence} is so far ahead that its result could not be kept. */
  public boolean isBeyondWindow(long sequence, long newAcknowledgedBelow) {
    return sequence >= Math.max(acknowledgedBelow, newAcknowledgedBelow) + mostResults;
  }

  /** The index of the entry that executed {@code sequence}; 0 if its result is not kept. */
  public long indexOf(long sequence) {
    return isKept(sequence) ? indexes[slot(sequence)] : 0;
  }

  /** The result of {@code sequence}, which {@link #indexOf} knows. */
  public Result resultOf(long sequence) {
    return Objects.requireNonNull(results[slot(sequence)]);
  }

  /** Whether {@code sequence} was begun and its result is not known yet. */
  public boolean isUnderWay(long sequence) {
    return sequence >= acknowledgedBelow && executed.contains(sequence) && !isKept(sequence);
  }

  /**
   * Whether {@code sequence} was executed for certain; not if it counts as executed only because
   * the session has more gaps than are kept.
   */
  public boolean surelyExecuted(long sequence) {
    return executed.surelyContains(sequence) || isKept(sequence);
  }

  /** The service is about to execute {@code sequence}; {@link SessionTable#record} follows. */
  public void begin(long sequence) {
    executed.add(sequence);
  }

  void use(long clockMillis, long newAcknowledgedBelow) {
    lastUsedMillis = Math.max(lastUsedMillis, clockMillis);
    if (newAcknowledgedBelow <= acknowledgedBelow) {
      return;
    }
    long forgetTo = Math.min(newAcknowledgedBelow, acknowledgedBelow + indexes.length);
    for (long sequence = acknowledgedBelow; sequence < forgetTo; sequence++) {
      indexes[slot(sequence)] = 0;
      results[slot(sequence)] = null;
    }
    acknowledgedBelow = newAcknowledgedBelow;
  }

  void record(long sequence, long index, Result result) {
    executed.add(sequence);
    if (sequence < acknowledgedBelow || sequence >= acknowledgedBelow + mostResults) {
      return;
    }
    while (sequence >= acknowledgedBelow + indexes.length) {
      grow();
    }
    indexes[slot(sequence)] = index;
    results[slot(sequence)] = result;
  }

  /** One past the highest sequence that may have a kept result. */
  long keptBelow() {
    return acknowledgedBelow + indexes.length;
  }

  private boolean isKept(long sequence) {
    return sequence >= acknowledgedBelow
        && sequence < keptBelow()
        && results[slot(sequence)] != null;
  }

  private int slot(long sequence) {
    return (int) (sequence & (indexes.length - 1));
  }

  private void grow() {
    long[] oldIndexes = indexes;
    Result[] oldResults = results;
    indexes = new long[oldIndexes.length * 2];
    results = Arrays.copyOf(new Result[0], oldResults.length * 2);
    int oldMask = oldIndexes.length - 1;
    for (long i = acknowledgedBelow; i < acknowledgedBelow + oldIndexes.length; i++) {
      indexes[slot(i)] = oldIndexes[(int) (i & oldMask)];
      results[slot(i)] = oldResults[(int) (i & oldMask)];
    }
  }
}
