package dev.understudy.log;

import dev.understudy.group.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The entries of one server that are still held, each with the result of its execution here.
 * Entries are appended at the end, given up at the front, and replaced only as a whole ({@link
 * #reset}).
 *
 * <p>Guarantees: indexes are contiguous; epochs and clocks never go back; {@link #history()} covers
 * also what was given up.
 */
public final class Log {

  private static final int SMALLEST = 64;

  private Entry[] entries = new Entry[SMALLEST];
  private Result[] results = new Result[SMALLEST];
  private EntryKey before = EntryKey.NONE;
  private long lastIndex;
  private Epoch lastEpoch = Epoch.NONE;
  private long lastClock;
  private long bytes;
  private EpochHistory history = EpochHistory.EMPTY;

  /** The first entry that is held; one more than the last if none is. */
  public long firstIndex() {
    return before.index() + 1;
  }

  public long lastIndex() {
    return lastIndex;
  }

  public EntryKey lastKey() {
    return new EntryKey(lastEpoch, lastIndex);
  }

  public Epoch lastEpoch() {
    return lastEpoch;
  }

  /** The clock of the last entry, in milliseconds. */
  public long lastClock() {
    return lastClock;
  }

  public EpochHistory history() {
    return history;
  }

  /** Sum of the sizes of the entries and results that are held. */
  public long bytes() {
    return bytes;
  }

  public boolean isEmpty() {
    return lastIndex == 0;
  }

  /** Whether {@code entry} follows the last one: next index, no earlier epoch, no earlier clock. */
  public boolean mayAppend(Entry entry) {
    return entry.index() == lastIndex + 1
        && !entry.epoch().isBefore(lastEpoch)
        && entry.clockMillis() >= lastClock;
  }

  public void append(Entry entry) {
    if (!mayAppend(entry)) {
      throw new IllegalStateException("entry " + entry.key() + " does not follow " + lastKey());
    }
    if (lastIndex - before.index() == entries.length) {
      grow();
    }
    entries[slot(entry.index())] = entry;
    lastIndex = entry.index();
    lastClock = entry.clockMillis();
    bytes += entry.size();
    if (!entry.epoch().equals(lastEpoch)) {
      history = history.with(entry.epoch(), lastIndex);
    }
    // the same object is what the next of the run is compared with
    lastEpoch = entry.epoch();
  }

  public boolean holds(long index) {
    return index > before.index() && index <= lastIndex;
  }

  public Entry entryAt(long index) {
    requireHeld(index);
    return Objects.requireNonNull(entries[slot(index)]);
  }

  /** The epoch of the entry at {@code index}, which is held or the last one that was given up. */
  public Epoch epochAt(long index) {
    if (index == before.index()) {
      return before.epoch();
    }
    return entryAt(index).epoch();
  }

  /** Whether {@link #epochAt} can tell. */
  public boolean knowsEpochAt(long index) {
    return index >= before.index() && index <= lastIndex;
  }

  /** The result of an entry that was executed here; {@link Result#NOTHING} if it was not yet. */
  public Result resultAt(long index) {
    requireHeld(index);
    return Objects.requireNonNullElse(results[slot(index)], Result.NOTHING);
  }

  public void setResult(long index, Result result) {
    bytes += result.size() - resultAt(index).size();
    results[slot(index)] = result;
  }

  /**
   * The entries from {@code from} on, as many as both bounds allow, at least one if there is one.
   */
  public List<Entry> from(long from, int mostEntries, long mostBytes) {
    long end = Math.min(lastIndex, from + mostEntries - 1);
    if (from > end) {
      return List.of();
    }
    List<Entry> taken = new ArrayList<>((int) (end - from + 1));
    long size = 0;
    for (long index = from; index <= end; index++) {
      Entry entry = entryAt(index);
      size += entry.size();
      if (size > mostBytes && !taken.isEmpty()) {
        break;
      }
      taken.add(entry);
    }
    return taken;
  }

  /** Gives up the entries up to {@code index}. */
  public void giveUpTo(long index) {
    if (index <= before.index()) {
      return;
    }
    EntryKey newBefore = new EntryKey(epochAt(index), index);
    for (long i = before.index() + 1; i <= index; i++) {
      int slot = slot(i);
      bytes -= Objects.requireNonNull(entries[slot]).size();
      Result result = results[slot];
      if (result != null) {
        bytes -= result.size();
      }
      entries[slot] = null;
      results[slot] = null;
    }
    before = newBefore;
  }

  /** Becomes the log that ends with {@code last}, holds no entries, and has that history. */
  public void reset(EntryKey last, long clockMillis, EpochHistory newHistory) {
    Arrays.fill(entries, null);
    Arrays.fill(results, null);
    before = last;
    lastIndex = last.index();
    lastEpoch = last.epoch();
    lastClock = clockMillis;
    bytes = 0;
    history = newHistory;
  }

  private void requireHeld(long index) {
    if (!holds(index)) {
      throw new IllegalStateException(
          "entry " + index + " is not held: " + firstIndex() + " to " + lastIndex);
    }
  }

  private int slot(long index) {
    return (int) (index & (entries.length - 1));
  }

  private void grow() {
    Entry[] largerEntries = new Entry[entries.length * 2];
    Result[] largerResults = new Result[entries.length * 2];
    for (long i = before.index() + 1; i <= lastIndex; i++) {
      int target = (int) (i & (largerEntries.length - 1));
      largerEntries[target] = entries[slot(i)];
      largerResults[target] = results[slot(i)];
    }
    entries = largerEntries;
    results = largerResults;
  }
}
