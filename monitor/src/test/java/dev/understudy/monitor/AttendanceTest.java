package dev.understudy.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is missed, and for how long. */
class AttendanceTest {

  private static final long KEPT = 60_000;

  private final Attendance<Integer> attendance = new Attendance<>(KEPT, 4);

  @Test
  void whoWasThereAndIsNotIsMissedUntilItIsForgotten() {
    found(0, 1, 2, 3);
    found(100, 1);

    assertThat(attendance.missed(List.of(1), 100)).containsExactly(2, 3);
    assertThat(attendance.missed(List.of(1), KEPT)).containsExactly(2, 3);
    assertThat(attendance.missed(List.of(1), KEPT + 1)).isEmpty();
  }

  @Test
  void whoWasOnlyHeardIsMissedToo() {
    attendance.heard(3, 0);
    attendance.heard(1, 0);
    found(0, 1);

    assertThat(attendance.missed(List.of(1), 100)).containsExactly(3);
  }

  @Test
  void whoLeftIsNotMissedAlsoWhereAnAnswerOfBeforeStillNamesIt() {
    found(0, 1, 2);
    attendance.left(2, 5_000);
    attendance.found(List.of(1, 2), 5_000, 5_900);

    assertThat(attendance.missed(List.of(1), 6_500)).isEmpty();
  }

  @Test
  void whoLeftAndCameBackIsMissedAgainWhenItIsGone() {
    found(0, 1, 2);
    attendance.left(2, 5_000);
    found(7_000, 1, 2);

    assertThat(attendance.missed(List.of(1), 7_100)).containsExactly(2);
  }

  @Test
  void aNewcomerTakesThePlaceOfOneThatIsGoneAndOfNoFurtherOne() {
    found(0, 1, 2, 3);
    found(100, 1, 3);
    found(200, 1);
    found(300, 1, 4);

    assertThat(attendance.missed(List.of(1, 4), 300)).containsExactly(3);
    found(400, 1, 4);
    assertThat(attendance.missed(List.of(1, 4), 400)).containsExactly(3);
  }

  @Test
  void whoComesBackTakesNobodysPlace() {
    found(0, 1, 2, 3);
    found(100, 1);
    found(200, 1, 2);

    assertThat(attendance.missed(List.of(1, 2), 200)).containsExactly(3);
  }

  @Test
  void noMoreAreRememberedThanTheBound() {
    found(0, 1, 2, 3, 4, 5, 6);

    assertThat(attendance.size(0)).isEqualTo(4);
  }

  private void found(long now, Integer... present) {
    attendance.found(List.of(present), now, now);
  }
}
