package dev.understudy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which epoch wrote which entries, and where two logs fork: protocol sections 1 and 7. */
class EpochHistoryTest {

  private static Epoch epoch(long number, int owner) {
    return new Epoch(Generation.FIRST, number, new ServerId(owner), new Incarnation(1, owner));
  }

  /** The history of a log whose entries have these epochs, from index 1 on. */
  private static EpochHistory historyOf(List<Epoch> log) {
    EpochHistory history = EpochHistory.EMPTY;
    for (int i = 0; i < log.size(); i++) {
      history = history.with(log.get(i), i + 1);
    }
    return history;
  }

  /** Continues a log with masterships of {@code owner}, each of its epochs higher than the last. */
  private static List<Epoch> continued(List<Epoch> log, int owner, Random random) {
    List<Epoch> continued = new ArrayList<>(log);
    long number = log.isEmpty() ? 0 : log.get(log.size() - 1).number();
    for (int masters = random.nextInt(4); masters > 0; masters--) {
      number += 1 + random.nextInt(2);
      for (int entries = 1 + random.nextInt(4); entries > 0; entries--) {
        continued.add(epoch(number, owner));
      }
    }
    return continued;
  }

  private static long forkOf(List<Epoch> one, List<Epoch> other) {
    int fork = 0;
    while (fork < one.size() && fork < other.size() && one.get(fork).equals(other.get(fork))) {
      fork++;
    }
    return fork;
  }

  @Test
  void namesTheEpochOfEachEntry() {
    EpochHistory history = historyOf(List.of(epoch(1, 1), epoch(1, 1), epoch(4, 2), epoch(5, 1)));

    assertThat(history.spans())
        .containsExactly(
            new EpochHistory.Span(epoch(1, 1), 1),
            new EpochHistory.Span(epoch(4, 2), 3),
            new EpochHistory.Span(epoch(5, 1), 4));
    assertThat(history.epochAt(0)).isEqualTo(Epoch.NONE);
    assertThat(history.epochAt(2)).isEqualTo(epoch(1, 1));
    assertThat(history.epochAt(3)).isEqualTo(epoch(4, 2));
    assertThat(history.epochAt(99)).isEqualTo(epoch(5, 1));
  }

  @Test
  void findsTheForkOfTwoLogsThatWentOnUnderDifferentMasters() {
    List<Epoch> one = List.of(epoch(1, 1), epoch(1, 1), epoch(1, 1), epoch(3, 1));
    List<Epoch> other = List.of(epoch(1, 1), epoch(1, 1), epoch(2, 2), epoch(2, 2));

    assertThat(historyOf(one).fork(4, historyOf(other), 4)).isEqualTo(2);
  }

  @Test
  void findsTheEndOfTheShorterLogIfTheLongerContinuesIt() {
    List<Epoch> longer = List.of(epoch(1, 1), epoch(1, 1), epoch(2, 2));
    List<Epoch> shorter = List.of(epoch(1, 1));

    assertThat(historyOf(longer).fork(3, historyOf(shorter), 1)).isEqualTo(1);
    assertThat(historyOf(shorter).fork(1, historyOf(longer), 3)).isEqualTo(1);
  }

  @Test
  void findsNoForkInLogsThatShareNothing() {
    List<Epoch> one = List.of(epoch(1, 1));
    List<Epoch> other = List.of(epoch(1, 2));

    assertThat(historyOf(one).fork(1, historyOf(other), 1)).isZero();
    assertThat(historyOf(one).fork(1, EpochHistory.EMPTY, 0)).isZero();
  }

  @Test
  void findsTheForkOfAnyTwoLogsAndOfTheirBeginnings() {
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      List<Epoch> common = continued(List.of(), 3, random);
      List<Epoch> one = continued(common, 1, random);
      List<Epoch> other = continued(common, 2, random);
      EpochHistory oneHistory = historyOf(one);
      EpochHistory otherHistory = historyOf(other);
      int oneLast = random.nextInt(one.size() + 1);
      int otherLast = random.nextInt(other.size() + 1);

      assertThat(oneHistory.fork(one.size(), otherHistory, other.size()))
          .isEqualTo(forkOf(one, other));
      assertThat(oneHistory.fork(oneLast, otherHistory, otherLast))
          .as("%s up to %s and %s up to %s", one, oneLast, other, otherLast)
          .isEqualTo(forkOf(one.subList(0, oneLast), other.subList(0, otherLast)));
    }
  }

  @Test
  void holdsExactlyTheEntriesOfItsLog() {
    List<Epoch> log = List.of(epoch(1, 1), epoch(1, 1), epoch(4, 2), epoch(5, 1));
    EpochHistory history = historyOf(log);
    List<Epoch> asked = List.of(Epoch.NONE, epoch(1, 1), epoch(4, 2), epoch(4, 1), epoch(5, 1));
    for (long last = 0; last <= 4; last++) {
      for (long index = 0; index <= 6; index++) {
        for (Epoch epoch : asked) {
          boolean held = index >= 1 && index <= last && log.get((int) index - 1).equals(epoch);
          assertThat(history.holds(new EntryKey(epoch, index), last))
              .as("%s@%s in the first %s", epoch, index, last)
              .isEqualTo(held);
        }
      }
    }
  }

  @Test
  void holdsNoEntryWithoutAnEpoch() {
    EpochHistory beginsLate = EpochHistory.of(List.of(new EpochHistory.Span(epoch(7, 1), 50)));

    assertThat(beginsLate.holds(new EntryKey(Epoch.NONE, 3), 60)).isFalse();
    assertThat(EpochHistory.EMPTY.holds(new EntryKey(Epoch.NONE, 3), 60)).isFalse();
  }

  @Test
  void givesTheHistoryOfTheFirstEntriesAlone() {
    Random random = new Random(5);
    for (int round = 0; round < 500; round++) {
      List<Epoch> log = continued(continued(List.of(), 1, random), 2, random);
      int first = random.nextInt(log.size() + 1);

      assertThat(historyOf(log).upTo(first)).isEqualTo(historyOf(log.subList(0, first)));
    }
  }

  @Test
  void forgetsItsOldestSpansOverItsBoundAndStillFindsForksInTheRest() {
    List<Epoch> log = new ArrayList<>();
    for (int number = 1; number <= EpochHistory.MOST_SPANS + 10; number++) {
      log.add(epoch(number, 1));
    }
    List<Epoch> other = new ArrayList<>(log);
    other.add(epoch(EpochHistory.MOST_SPANS + 11, 2));
    EpochHistory history = historyOf(log);

    assertThat(history.spans()).hasSize(EpochHistory.MOST_SPANS);
    assertThat(history.epochAt(10)).isEqualTo(Epoch.NONE);
    assertThat(history.epochAt(11)).isEqualTo(epoch(11, 1));
    assertThat(historyOf(other).fork(other.size(), history, log.size())).isEqualTo(log.size());
  }

  @Test
  void refusesSpansThatDoNotAscend() {
    EpochHistory.Span first = new EpochHistory.Span(epoch(2, 1), 5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EpochHistory.of(List.of(first, new EpochHistory.Span(epoch(3, 1), 5))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EpochHistory.of(List.of(first, new EpochHistory.Span(epoch(2, 1), 6))));
  }
}
