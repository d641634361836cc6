package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Timings;
import org.junit.jupiter.api.Test;

/** Lengths that are longer than one time-out and shorter than the next. */
class BlipTest {

  @Test
  void theNamesAreThoseOfTheDefaults() {
    assertThat(Blip.SHORTER_THAN_THE_FAILURE_TIMEOUT.millis())
        .isLessThan(Timings.DEFAULT.failure());
    assertThat(Blip.LONGER_THAN_THE_FAILURE_TIMEOUT.millis())
        .isBetween(2 * Timings.DEFAULT.failure(), Timings.DEFAULT.lease());
    assertThat(Blip.LONGER_THAN_THE_LEASE.millis()).isGreaterThan(Timings.DEFAULT.lease());
    assertThat(Blip.lengths()).isSorted();
  }

  @Test
  void aLengthBelongsToTheLongestTimeOutThatItExceeds() {
    assertThat(Blip.of(1)).isEqualTo(Blip.SHORTER_THAN_THE_FAILURE_TIMEOUT);
    assertThat(Blip.of(1_749)).isEqualTo(Blip.LONGER_THAN_THE_FAILURE_TIMEOUT);
    assertThat(Blip.of(1_750)).isEqualTo(Blip.LONGER_THAN_THE_LEASE);
    assertThat(Blip.of(60_000)).isEqualTo(Blip.LONGER_THAN_THE_HEARTBEATS);
  }
}
