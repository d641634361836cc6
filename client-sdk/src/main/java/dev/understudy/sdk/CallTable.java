package dev.understudy.sdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls that have begun and not ended, by number. A number is never given twice. */
final class CallTable {

  private static final int SMALLEST = 16;
  private static final int SLOT_BITS = 32;

  private @Nullable OpenCall<?>[] calls = new OpenCall<?>[SMALLEST];
  private long[] numbers = new long[SMALLEST];
  // the slots that are free, the last one to be taken next
  private int[] free = slots(0, SMALLEST, new int[SMALLEST]);
  private int freeCount = SMALLEST;
  private long begun;

  /** Adds a call; its number says in which slot it is, and which call of all it is. */
  long add(OpenCall<?> call) {
    if (freeCount == 0) {
      grow();
    }
    int slot = free[--freeCount];
    long number = ++begun << SLOT_BITS | slot;
    calls[slot] = call;
    numbers[slot] = number;
    return number;
  }

  Optional<OpenCall<?>> remove(long number) {
    int slot = (int) number;
    if (slot < 0 || slot >= calls.length || numbers[slot] != number) {
      return Optional.empty();
    }
    OpenCall<?> call = Objects.requireNonNull(calls[slot]);
    calls[slot] = null;
    numbers[slot] = 0;
    free[freeCount++] = slot;
    return Optional.of(call);
  }

  /** Removes all, the one that began first at first. */
  List<OpenCall<?>> removeAll() {
    long[] ascending = Arrays.stream(numbers).filter(number -> number != 0).sorted().toArray();
    List<OpenCall<?>> removed = new ArrayList<>();
    for (long number : ascending) {
      remove(number).ifPresent(removed::add);
    }
    return removed;
  }

  private void grow() {
    int before = calls.length;
    calls = Arrays.copyOf(calls, 2 * before);
    numbers = Arrays.copyOf(numbers, 2 * before);
    free = slots(before, 2 * before, new int[2 * before]);
    freeCount = before;
  }

  private static int[] slots(int from, int to, int[] into) {
    for (int slot = from; slot < to; slot++) {
      into[to - 1 - slot] = slot;
    }
    return into;
  }
}
