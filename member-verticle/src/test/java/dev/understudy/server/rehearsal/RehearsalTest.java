package dev.understudy.server.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Mode;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalTest {

  @ParameterizedTest
  @EnumSource
  void everyPlayEndsWithTheFirstMasterBackInSync(Mode mode) {
    for (int seed = 0; seed < Rehearsal.MOST_TIMES; seed++) {
      new Play(mode, seed).run();
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsPlayedSoOftenAtMost(Mode mode) {
    assertThat(Rehearsal.play(mode, () -> 0)).isEqualTo(Rehearsal.MOST_TIMES);
  }

  @Test
  void noPlayBeginsWhenTheTimeIsOver() {
    long half = Rehearsal.LONGEST.toNanos() / 2;
    Iterator<Long> clock = LongStream.iterate(0, time -> time + half).iterator();

    assertThat(Rehearsal.play(Mode.CONSISTENT, clock::next)).isEqualTo(1);
  }

  @Test
  void aProcessRehearsesOnce() {
    Rehearsal.isDue();

    assertThat(Rehearsal.isDue()).isFalse();
  }
}
