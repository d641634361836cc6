package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.log.Bytes;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What was sent and has not ended. */
class InFlightTest {

  private final InFlight inFlight = new InFlight();

  @Test
  void knowsWhatATreeWouldKnow() {
    Random random = new Random(1);
    TreeMap<Long, Pending> expected = new TreeMap<>();
    long next = 0;
    for (int i = 0; i < 100_000; i++) {
      if (expected.size() < 200 && random.nextInt(5) < 3) {
        Pending added = pending(next++);
        inFlight.add(added);
        expected.put(added.number(), added);
      } else if (!expected.isEmpty()) {
        long number = Math.max(expected.firstKey(), next - random.nextInt(300));
        if (expected.remove(number) != null) {
          inFlight.remove(number);
        }
      }
      long asked = next - random.nextInt(300);
      assertThat(inFlight.size()).isEqualTo(expected.size());
      assertThat(inFlight.find(asked).orElse(null)).isSameAs(expected.get(asked));
      assertThat(inFlight.first()).isEqualTo(expected.isEmpty() ? -1 : expected.firstKey());
      assertThat(inFlight.below(asked)).isEqualTo(or(expected.lowerKey(asked)));
      assertThat(inFlight.above(asked)).isEqualTo(or(expected.higherKey(asked)));
    }
  }

  @Test
  void numbersMayBeginAnewWhereNothingIsLeft() {
    inFlight.add(pending(40));
    inFlight.remove(40);
    inFlight.add(pending(0));
    assertThat(inFlight.first()).isZero();
    assertThat(inFlight.find(40)).isEmpty();
  }

  @Test
  void nothingIsRemovedTwice() {
    inFlight.add(pending(7));
    inFlight.remove(7);
    assertThatThrownBy(() -> inFlight.remove(7)).isInstanceOf(NoSuchElementException.class);
  }

  private static long or(Long key) {
    return key == null ? InFlight.NONE : key;
  }

  private static Pending pending(long number) {
    Pending pending = new Pending(number, number, Bytes.EMPTY, 0);
    pending.send(number, 0);
    return pending;
  }
}
