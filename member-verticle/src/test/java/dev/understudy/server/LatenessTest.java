package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final long EVERY = 10;

  private final Lateness lateness = new Lateness(0);
  private long now;
  private long dueAt = EVERY;

  @Test
  void isNothingWhereTurnsComeInTimeOrNearlySo() {
    turns(100, EVERY);
    turn(EVERY + 25);

    assertThat(lateness.millis()).isZero();
  }

  @Test
  void isTheMostThatATurnWasLate() {
    turn(EVERY + 200);
    turn(EVERY + 70);
    turns(10, EVERY);

    assertThat(lateness.millis()).isEqualTo(200);
  }

  @Test
  void isRememberedForASecondAndForgottenAfterTwo() {
    turn(EVERY + 200);
    turns(99, EVERY);
    assertThat(lateness.millis()).isEqualTo(200);

    turns(110, EVERY);
    assertThat(lateness.millis()).isZero();
  }

  @Test
  void countsFromWhenTurnsAreDueAtAll() {
    now = 60_000;
    lateness.begin(now);
    dueAt = now + EVERY;
    turn(EVERY);

    assertThat(lateness.millis()).isZero();
  }

  private void turns(int count, long every) {
    for (int i = 0; i < count; i++) {
      turn(every);
    }
  }

  private void turn(long after) {
    now += after;
    lateness.turned(now, dueAt);
    dueAt = now + EVERY;
  }
}
