package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransitTest {

  private static final int ROUNDS = 1_000;

  @Test
  void aPlainLinkDelaysNothing() {
    assertThat(new Transit(1).arrivalNanos(5, 100_000, Shape.PLAIN)).isEqualTo(5);
  }

  @Test
  void aDelayHoldsForEveryByte() {
    Transit transit = new Transit(1);

    assertThat(transit.arrivalNanos(7, 1, Shape.delay(20))).isEqualTo(7 + nanos(20));
    assertThat(transit.arrivalNanos(9, 1, Shape.delay(20))).isEqualTo(9 + nanos(20));
  }

  @Test
  void jitterVariesTheDelayAndKeepsTheOrder() {
    Transit transit = new Transit(1);
    Shape shape = new Shape(50, 30, 0, 0);
    long last = 0;
    long changes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long arrival = transit.arrivalNanos(nanos(round), 1, shape);
      assertThat(arrival).isBetween(Math.max(last, nanos(round + 20)), nanos(round + 80));
      changes += arrival == last ? 0 : 1;
      last = arrival;
    }
    assertThat(changes).isGreaterThan(1);
  }

  @Test
  void aLostPacketIsSentAgainLaterAndSoAreAllOfAChunk() {
    Shape shape = new Shape(0, 0, 10, 0);
    int lost = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      long arrival = new Transit(seed).arrivalNanos(0, 1_000, shape);
      assertThat(arrival)
          .isIn(0L, nanos(200), nanos(600), nanos(1_400), nanos(3_000), nanos(6_200));
      lost += arrival == 0 ? 0 : 1;
    }
    assertThat(lost).isBetween(ROUNDS / 20, ROUNDS / 5);
  }

  @Test
  void theSameSeedMakesTheSameTransit() {
    Shape shape = new Shape(10, 5, 20, 0);
    Transit one = new Transit(3);
    Transit other = new Transit(3);
    for (int round = 0; round < ROUNDS; round++) {
      assertThat(one.arrivalNanos(round, 5_000, shape))
          .isEqualTo(other.arrivalNanos(round, 5_000, shape));
    }
  }

  @Test
  void aShapeIsReadAsItWasWritten() {
    Shape shape = new Shape(10, 5, 2.5, 700);

    assertThat(Shape.parse(shape.line())).isEqualTo(shape);
    assertThatThrownBy(() -> Shape.parse("1 2 3")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Shape(0, 0, 100, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Shape.delay(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
