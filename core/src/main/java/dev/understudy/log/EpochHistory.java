package dev.understudy.log;

import dev.understudy.group.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * Which epoch wrote which entries: a list of (epoch, first index), ascending in both. Two logs hold
 * the same entries up to an index iff they name the same epoch for it, so two histories are enough
 * to find where their logs fork (protocol section 1). Immutable.
 */
public final class EpochHistory {

  /** Entries of {@code epoch} begin at {@code firstIndex}. */
  public record Span(Epoch epoch, long firstIndex) {}

  /** Longer histories forget their oldest spans; logs that fork there share nothing known. */
  public static final int MOST_SPANS = 4_096;

  public static final EpochHistory EMPTY = new EpochHistory(List.of());

  private final List<Span> spans;

  private EpochHistory(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * A history of these spans.
   *
   * @throws IllegalArgumentException if the spans do not ascend in epoch and index
   */
  public static EpochHistory of(List<Span> spans) {
    if (spans.size() > MOST_SPANS) {
      throw new IllegalArgumentException("more than " + MOST_SPANS + " spans");
    }
    for (int i = 1; i < spans.size(); i++) {
      Span before = spans.get(i - 1);
      Span span = spans.get(i);
      if (span.firstIndex <= before.firstIndex || !span.epoch.isAfter(before.epoch)) {
        throw new IllegalArgumentException("spans must ascend");
      }
    }
    return new EpochHistory(List.copyOf(spans));
  }

  public List<Span> spans() {
    return spans;
  }

  /** The history with one more entry. */
  public EpochHistory with(Epoch epoch, long index) {
    if (!spans.isEmpty() && spans.get(spans.size() - 1).epoch.equals(epoch)) {
      return this;
    }
    List<Span> extended = new ArrayList<>(spans.size() + 1);
    extended.addAll(spans.size() < MOST_SPANS ? spans : spans.subList(1, spans.size()));
    extended.add(new Span(epoch, index));
    return new EpochHistory(List.copyOf(extended));
  }

  /** The history of the log's first {@code index} entries. */
  public EpochHistory upTo(long index) {
    int end = spans.size();
    while (end > 0 && spans.get(end - 1).firstIndex > index) {
      end--;
    }
    return end == spans.size() ? this : new EpochHistory(List.copyOf(spans.subList(0, end)));
  }

  /** The epoch that wrote the entry at {@code index}; {@link Epoch#NONE} before the first span. */
  public Epoch epochAt(long index) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).firstIndex <= index) {
        return spans.get(i).epoch;
      }
    }
    return Epoch.NONE;
  }

  /** Whether the log with this history, {@code last} entries long, holds the entry {@code key}. */
  public boolean holds(EntryKey key, long last) {
    return key.index() >= 1 && key.index() <= last && epochAt(key.index()).equals(key.epoch());
  }

  /** The last index at which this log and the other one hold the same entry; 0 if there is none. */
  public long fork(long last, EpochHistory other, long otherLast) {
    long fork = 0;
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      int j = other.positionOf(span.epoch);
      if (j >= 0 && other.spans.get(j).firstIndex == span.firstIndex) {
        fork = Math.max(fork, Math.min(end(i, last), other.end(j, otherLast)));
      }
    }
    return fork;
  }

  private int positionOf(Epoch epoch) {
    for (int i = spans.size() - 1; i >= 0; i--) {
      if (spans.get(i).epoch.equals(epoch)) {
        return i;
      }
    }
    return -1;
  }

  private long end(int position, long last) {
    return position + 1 < spans.size() ? spans.get(position + 1).firstIndex - 1 : last;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EpochHistory that && spans.equals(that.spans);
  }

  @Override
  public int hashCode() {
    return spans.hashCode();
  }

  @Override
  public String toString() {
    return spans.toString();
  }
}
