package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class TimerWheelTest {

  private final TimerWheel wheel = new TimerWheel(0);
  private final List<Integer> rung = new ArrayList<>();

  @Test
  void ringsAtTheFirstTurnThatIsNotTooEarly() {
    wheel.set(alarm(1), 45);
    wheel.turn(40);
    assertThat(rung).isEmpty();

    wheel.turn(50);
    assertThat(rung).containsExactly(1);
  }

  @Test
  void ringsOnceUntilItIsSetAgain() {
    TimerWheel.Alarm alarm = alarm(1);
    wheel.set(alarm, 20);
    turnUntil(10_000);
    wheel.set(alarm, 10_020);
    turnUntil(20_000);

    assertThat(rung).containsExactly(1, 1);
  }

  @Test
  void anEarlierTimeReplacesALaterOneAndNotTheOtherWayRound() {
    TimerWheel.Alarm alarm = alarm(1);
    wheel.set(alarm, 500);
    wheel.set(alarm, 100);
    wheel.set(alarm, 300);
    wheel.turn(100);
    assertThat(rung).containsExactly(1);

    turnUntil(1_000);
    assertThat(rung).containsExactly(1);
  }

  @Test
  void whatIsCancelledDoesNotRing() {
    TimerWheel.Alarm alarm = alarm(1);
    wheel.set(alarm, 100);
    alarm.cancel();
    turnUntil(1_000);

    assertThat(rung).isEmpty();
  }

  @Test
  void whatIsFartherOffThanARoundIsLookedAtOnceARound() {
    wheel.set(alarm(1), 60_000);
    turnUntil(5_110);

    assertThat(rung).containsExactly(1);
  }

  @Test
  void afterAStandstillRingsAllThatIsDue() {
    wheel.set(alarm(1), 10);
    wheel.set(alarm(2), 5_000);
    wheel.turn(1_000_000);

    assertThat(rung).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void whoSetsAFarTimeWhileALateTurnRingsIsRungAgain() {
    int[] rings = {0};
    TimerWheel.Alarm[] alarm = new TimerWheel.Alarm[1];
    alarm[0] =
        wheel.alarm(
            () -> {
              rings[0]++;
              wheel.set(alarm[0], 1_000_000);
            });
    wheel.set(alarm[0], 10);
    wheel.turn(40);
    for (long now = 50; now <= 20_000; now += 10) {
      wheel.turn(now);
    }

    assertThat(rings[0]).isBetween(3, 5);
  }

  @Test
  void theNextTurnIsThatOfTheEarliestAlarmBeforeTheEnd() {
    wheel.turn(100);
    assertThat(wheel.nextTurn(150)).isEqualTo(150);

    wheel.set(alarm(1), 135);
    wheel.set(alarm(2), 121);
    assertThat(wheel.nextTurn(150)).isEqualTo(130);
    assertThat(wheel.nextTurn(125)).isEqualTo(125);
  }

  @Test
  void whatIsOverdueAfterAStandstillIsForTheNextTurn() {
    wheel.turn(100);
    wheel.set(alarm(1), 0);

    assertThat(wheel.nextTurn(1_000)).isEqualTo(110);
  }

  @Test
  void whoTurnsOnlyWhenItIsTimeMissesNoDeadline() {
    missesNoDeadline(new Random(11), 20, now -> wheel.nextTurn(now + 50));
  }

  @Test
  void neverMissesADeadlineWhateverIsSetWhen() {
    Random random = new Random(7);
    missesNoDeadline(random, 50, now -> now + random.nextInt(1, 40));
  }

  private void missesNoDeadline(Random random, int count, LongUnaryOperator nextTurn) {
    long[] due = new long[count];
    List<TimerWheel.Alarm> alarms = new ArrayList<>();
    for (int i = 0; i < due.length; i++) {
      int number = i;
      due[i] = Long.MAX_VALUE;
      alarms.add(wheel.alarm(() -> due[number] = Long.MAX_VALUE));
    }
    for (long now = 0; now < 100_000; now = nextTurn.applyAsLong(now)) {
      wheel.turn(now);
      for (long at : due) {
        assertThat(at).isGreaterThan(now - TimerWheel.TICK_MILLIS);
      }
      int one = random.nextInt(due.length);
      long at = now + random.nextInt(4_000);
      due[one] = Math.min(due[one], at);
      wheel.set(alarms.get(one), at);
    }
  }

  private TimerWheel.Alarm alarm(int number) {
    return wheel.alarm(() -> rung.add(number));
  }

  private void turnUntil(long millis) {
    for (long now = 0; now <= millis; now += 10) {
      wheel.turn(now);
    }
  }
}
