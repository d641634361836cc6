package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The sequences that were executed: protocol section 8. */
class SequenceRangesTest {

  private static SequenceRanges of(int mostGaps, long... sequences) {
    SequenceRanges ranges = new SequenceRanges(mostGaps);
    for (long sequence : sequences) {
      ranges.add(sequence);
    }
    return ranges;
  }

  private static String text(SequenceRanges ranges) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ranges.size(); i++) {
      text.append(ranges.from(i)).append('-').append(ranges.to(i)).append(' ');
    }
    return text.toString().trim();
  }

  @Test
  void isOneRangeWhenSequencesAscend() {
    assertThat(text(of(0, 1, 2, 3, 4, 5))).isEqualTo("1-5");
  }

  @Test
  void joinsRangesWhenTheGapBetweenThemCloses() {
    assertThat(text(of(9, 1, 2, 5, 6))).isEqualTo("1-2 5-6");
    assertThat(text(of(9, 1, 2, 5, 6, 3))).isEqualTo("1-3 5-6");
    assertThat(text(of(9, 1, 2, 5, 6, 3, 4))).isEqualTo("1-6");
  }

  @Test
  void takesASequenceTwiceWithoutAChange() {
    assertThat(text(of(9, 1, 2, 5, 2, 5, 1))).isEqualTo("1-2 5-5");
  }

  @Test
  void closesTheLowestGapWhenThereAreTooMany() {
    assertThat(text(of(1, 0, 2, 4))).isEqualTo("0-2 4-4");
    assertThat(text(of(1, 4, 2, 0))).isEqualTo("0-2 4-4");
  }

  @Test
  void doesNotSayOfWhatIsBelowAClosedGapThatItWasAdded() {
    SequenceRanges ranges = of(1, 0, 1, 3, 5);

    assertThat(text(ranges)).isEqualTo("0-3 5-5");
    assertThat(ranges.surelyContains(2)).isFalse();
    assertThat(ranges.surelyContains(3)).isTrue();
    assertThat(ranges.surelyContains(4)).isFalse();
    assertThat(ranges.surelyContains(5)).isTrue();
  }

  @Test
  void takesRangesOnlyInAscendingOrderAndNotTooMany() {
    SequenceRanges ranges = new SequenceRanges(1);
    ranges.addRange(3, 5);

    assertThatIllegalArgumentException().isThrownBy(() -> ranges.addRange(5, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> ranges.addRange(8, 7));
    ranges.addRange(8, 8);
    assertThatIllegalArgumentException().isThrownBy(() -> ranges.addRange(10, 11));
    assertThat(text(ranges)).isEqualTo("3-5 8-8");
  }

  @Test
  void containsWhatASetWithTheLowestGapsClosedWouldContain() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int mostGaps = random.nextInt(8);
      SequenceRanges ranges = new SequenceRanges(mostGaps);
      NavigableSet<Long> model = new TreeSet<>();
      long next = 0;
      for (int step = 0; step < 300; step++) {
        long sequence = random.nextInt(3) == 0 ? random.nextInt(200) : next++;
        ranges.add(sequence);
        model.add(sequence);
        closeLowestGap(model, mostGaps);
        verify(ranges, model, mostGaps);
      }
    }
  }

  private static void closeLowestGap(NavigableSet<Long> model, int mostGaps) {
    int gaps = 0;
    long lowest = -1;
    long before = model.first() - 1;
    for (long sequence : model) {
      if (sequence != before + 1) {
        lowest = gaps == 0 ? before : lowest;
        gaps++;
      }
      before = sequence;
    }
    if (gaps > mostGaps) {
      for (long missing = lowest + 1; !model.contains(missing); missing++) {
        model.add(missing);
      }
    }
  }

  private static void verify(SequenceRanges ranges, NavigableSet<Long> model, int mostGaps) {
    assertThat(ranges.size()).isBetween(1, mostGaps + 1);
    for (int i = 1; i < ranges.size(); i++) {
      assertThat(ranges.from(i)).isGreaterThan(ranges.to(i - 1) + 1);
    }
    for (long sequence = 0; sequence <= model.last() + 1; sequence++) {
      assertThat(ranges.contains(sequence))
          .as("%s in %s", sequence, text(ranges))
          .isEqualTo(model.contains(sequence));
    }
  }
}
