package dev.understudy.simulation;

import java.util.PriorityQueue;

/**
 * What will happen, in the order of virtual time; what is due at once happens in the order noted.
 */
final class Agenda {

  static final long MILLI = 1_000;

  private record Item(long micros, long number, Runnable happening) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int order = Long.compare(micros, other.micros);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Item> items = new PriorityQueue<>(256);
  private long now;
  private long number;

  /** Microseconds since the schedule began. */
  long now() {
    return now;
  }

  void in(long micros, Runnable happening) {
    at(now + micros, happening);
  }

  void at(long micros, Runnable happening) {
    items.add(new Item(Math.max(now, micros), number++, happening));
  }

  /** Lets everything happen that is due up to {@code end}, and makes that the time. */
  void runTo(long end) {
    while (!items.isEmpty() && items.peek().micros <= end) {
      Item item = items.remove();
      now = item.micros;
      item.happening.run();
    }
    now = end;
  }
}
