package dev.understudy.client;

import dev.understudy.log.Bytes;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What was sent and has not ended, by number. Numbers are given in ascending order, and those that
 * are open lie close together: each has its place in an array.
 */
final class InFlight {

  /** Where nothing is open. */
  static final long NONE = -1;

  private static final int SMALLEST = 16;
  private static final Pending NOTHING = new Pending(-1, -1, Bytes.EMPTY, 0);

  private Pending[] places = empty(SMALLEST);
  // every open number is from `lowest` on, and below `next`
  private long lowest;
  private long next;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds one, whose number is higher than all before. */
  void add(Pending pending) {
    long number = pending.number();
    lowest = isEmpty() ? number : lowest;
    next = number + 1;
    while (next - lowest > places.length) {
      grow();
    }
    places[place(number)] = pending;
    size++;
  }

  Optional<Pending> find(long number) {
    if (number < lowest || number >= next) {
      return Optional.empty();
    }
    Pending found = places[place(number)];
    return found == NOTHING ? Optional.empty() : Optional.of(found);
  }

  void remove(long number) {
    if (find(number).isEmpty()) {
      throw new NoSuchElementException("nothing is open under " + number);
    }
    places[place(number)] = NOTHING;
    size--;
    while (lowest < next && places[place(lowest)] == NOTHING) {
      lowest++;
    }
  }

  /** The lowest open number; {@link #NONE} if there is none. */
  long first() {
    return isEmpty() ? NONE : lowest;
  }

  /** The next open number above {@code number}; {@link #NONE} if there is none. */
  long above(long number) {
    for (long i = Math.max(number + 1, lowest); i < next; i++) {
      if (places[place(i)] != NOTHING) {
        return i;
      }
    }
    return NONE;
  }

  /** The next open number below {@code number}; {@link #NONE} if there is none. */
  long below(long number) {
    for (long i = Math.min(number, next) - 1; i >= lowest; i--) {
      if (places[place(i)] != NOTHING) {
        return i;
      }
    }
    return NONE;
  }

  /** The one with this number, which is open. */
  Pending get(long number) {
    return find(number).orElseThrow();
  }

  private int place(long number) {
    return (int) (number & (places.length - 1));
  }

  private void grow() {
    Pending[] before = places;
    places = empty(2 * before.length);
    for (long i = lowest; i < Math.min(next, lowest + before.length); i++) {
      places[place(i)] = before[(int) (i & (before.length - 1))];
    }
  }

  private static Pending[] empty(int length) {
    Pending[] places = new Pending[length];
    Arrays.fill(places, NOTHING);
    return places;
  }
}
