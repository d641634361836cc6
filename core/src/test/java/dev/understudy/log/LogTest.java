package dev.understudy.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The entries of one server: protocol section 4. */
class LogTest {

  private final Log log = new Log();

  private static Epoch epoch(long number) {
    return new Epoch(Generation.FIRST, number, new ServerId(1), new Incarnation(1, 1));
  }

  private static Entry entry(long index, long epoch, long clock, int size) {
    SessionId session = new SessionId(new EntryKey(epoch(1), 1));
    Bytes payload = Bytes.of(new byte[size]);
    return new Entry(index, epoch(epoch), clock, new Command.Request(session, index, 0, payload));
  }

  private static Result result(int size) {
    return new Result.Returned(Bytes.of(new byte[size]));
  }

  private void append(int entries) {
    for (int i = 0; i < entries; i++) {
      log.append(entry(log.lastIndex() + 1, 1, 7, 10));
    }
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(log.isEmpty()).isTrue();
    assertThat(log.firstIndex()).isEqualTo(1);
    assertThat(log.lastKey()).isEqualTo(EntryKey.NONE);
    assertThat(log.knowsEpochAt(0)).isTrue();
    assertThat(log.epochAt(0)).isEqualTo(Epoch.NONE);
    assertThat(log.holds(1)).isFalse();
  }

  @Test
  void takesNothingButTheNextIndexWithNoEarlierEpochAndNoEarlierClock() {
    log.append(entry(1, 2, 100, 0));

    assertThatIllegalStateException().isThrownBy(() -> log.append(entry(1, 2, 100, 0)));
    assertThatIllegalStateException().isThrownBy(() -> log.append(entry(3, 2, 100, 0)));
    assertThatIllegalStateException().isThrownBy(() -> log.append(entry(2, 1, 100, 0)));
    assertThatIllegalStateException().isThrownBy(() -> log.append(entry(2, 2, 99, 0)));
    log.append(entry(2, 2, 100, 0));
    assertThat(log.lastKey()).isEqualTo(new EntryKey(epoch(2), 2));
    assertThat(log.lastClock()).isEqualTo(100);
  }

  @Test
  void keepsTheHistoryOfWhatItGaveUp() {
    log.append(entry(1, 1, 0, 0));
    log.append(entry(2, 3, 0, 0));
    log.append(entry(3, 3, 0, 0));
    log.giveUpTo(2);

    assertThat(log.history().epochAt(1)).isEqualTo(epoch(1));
    assertThat(log.firstIndex()).isEqualTo(3);
    assertThat(log.knowsEpochAt(1)).isFalse();
    assertThat(log.epochAt(2)).as("the last one given up").isEqualTo(epoch(3));
    assertThatIllegalStateException().isThrownBy(() -> log.entryAt(2));
  }

  @Test
  void countsTheBytesOfEntriesAndResultsThatItHolds() {
    append(3);
    log.setResult(1, result(5));
    log.setResult(2, result(6));
    assertThat(log.bytes()).isEqualTo(3 * 10 + 5 + 6);
    log.giveUpTo(1);

    assertThat(log.bytes()).isEqualTo(2 * 10 + 6);
  }

  @Test
  void countsAResultThatIsReplacedOnce() {
    append(1);
    log.setResult(1, result(5));
    log.setResult(1, result(3));
    log.giveUpTo(1);

    assertThat(log.bytes()).isZero();
  }

  @Test
  void hasNoResultOfAnEntryThatWasNotExecuted() {
    append(1);

    assertThat(log.resultAt(1)).isEqualTo(Result.NOTHING);
  }

  @Test
  void givesEntriesUpToBothBoundsButAtLeastOne() {
    append(5);

    assertThat(log.from(2, 2, 1_000)).extracting(Entry::index).containsExactly(2L, 3L);
    assertThat(log.from(2, 9, 25)).extracting(Entry::index).containsExactly(2L, 3L);
    assertThat(log.from(2, 9, 1)).extracting(Entry::index).containsExactly(2L);
    assertThat(log.from(6, 9, 1_000)).isEmpty();
  }

  @Test
  void becomesAnotherLogAsAWhole() {
    append(3);
    EntryKey last = new EntryKey(epoch(4), 70);
    EpochHistory history = EpochHistory.of(List.of(new EpochHistory.Span(epoch(4), 60)));
    log.reset(last, 500, history);

    assertThat(log.firstIndex()).isEqualTo(71);
    assertThat(log.lastKey()).isEqualTo(last);
    assertThat(log.bytes()).isZero();
    assertThat(log.history()).isEqualTo(history);
    assertThat(log.epochAt(70)).isEqualTo(epoch(4));
    log.append(entry(71, 4, 500, 1));
    assertThat(log.history()).isEqualTo(history);
    assertThat(log.resultAt(71)).isEqualTo(Result.NOTHING);
  }

  @Test
  void holdsWhatAListWouldHoldInAnyCourse() {
    Random random = new Random(9);
    List<Entry> model = new ArrayList<>();
    List<Result> results = new ArrayList<>();
    int first = 0;
    for (int step = 0; step < 20_000; step++) {
      int dice = random.nextInt(20);
      if (dice < 15) {
        long epoch = log.lastEpoch().number() + (random.nextInt(30) == 0 ? 1 : 0);
        model.add(entry(model.size() + 1, Math.max(1, epoch), step, random.nextInt(9)));
        results.add(Result.NOTHING);
        log.append(model.get(model.size() - 1));
      } else if (dice < 18 && first < model.size()) {
        int at = first + random.nextInt(model.size() - first);
        results.set(at, result(random.nextInt(9)));
        log.setResult(at + 1, results.get(at));
      } else if (random.nextInt(10) == 0) {
        first += random.nextInt(model.size() - first + 1);
        log.giveUpTo(first);
      }
      verify(model, results, first);
    }
  }

  private void verify(List<Entry> model, List<Result> results, int first) {
    assertThat(log.firstIndex()).isEqualTo(first + 1);
    assertThat(log.lastIndex()).isEqualTo(model.size());
    if (model.size() % 97 != 0) {
      return;
    }
    long bytes = 0;
    for (int at = first; at < model.size(); at++) {
      assertThat(log.entryAt(at + 1)).isSameAs(model.get(at));
      assertThat(log.resultAt(at + 1)).isSameAs(results.get(at));
      bytes += model.get(at).size() + results.get(at).size();
    }
    assertThat(log.bytes()).isEqualTo(bytes);
    for (int at = 0; at < model.size(); at++) {
      assertThat(log.history().epochAt(at + 1)).isEqualTo(model.get(at).epoch());
    }
  }
}
