package dev.understudy.log;

import dev.understudy.group.Epoch;

/** Names an entry for ever: no two entries, also of diverged histories, share epoch and index. */
public record EntryKey(Epoch epoch, long index) implements Comparable<EntryKey> {

  /** Before the first entry. */
  public static final EntryKey NONE = new EntryKey(Epoch.NONE, 0);

  /** Later epoch first, then higher index: the order that decides elections (section 5). */
  @Override
  public int compareTo(EntryKey other) {
    int order = epoch.compareTo(other.epoch);
    return order != 0 ? order : Long.compare(index, other.index);
  }

  @Override
  public String toString() {
    return epoch + "@" + index;
  }
}
