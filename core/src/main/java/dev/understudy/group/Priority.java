package dev.understudy.group;

import java.util.List;

/**
 * How much a server wants to be master (protocol section 7, claims 9 and 10): the values of the
 * group's ordered criteria, compared one after the other; higher is better. Equal priorities never
 * move a mastership.
 */
public record Priority(List<Long> values) implements Comparable<Priority> {

  /** The priority of a server that was given none. */
  public static final Priority NORMAL = new Priority(List.of());

  /** The most criteria a priority may have. */
  public static final int MOST_VALUES = 8;

  public Priority {
    values = List.copyOf(values);
    if (values.size() > MOST_VALUES) {
      throw new IllegalArgumentException("at most " + MOST_VALUES + " criteria");
    }
  }

  public static Priority ofWeight(long weight) {
    return new Priority(List.of(weight));
  }

  public boolean isHigherThan(Priority other) {
    return compareTo(other) > 0;
  }

  /** Compares criterion by criterion; a criterion that one side lacks counts as 0. */
  @Override
  public int compareTo(Priority other) {
    int most = Math.max(values.size(), other.values.size());
    for (int i = 0; i < most; i++) {
      int order = Long.compare(valueAt(i), other.valueAt(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private long valueAt(int criterion) {
    return criterion < values.size() ? values.get(criterion) : 0;
  }
}
