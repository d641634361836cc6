package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many servers fetch the state at once (protocol section 7, recovery step 2). */
class JoinStormTest {

  private static final int LAST = 11;

  @Test
  void whoHasTheStateMakesRoomForTheNextAtOnce() {
    TestedGroup group = TestedGroup.available();
    TestedServer master = group.start(1);
    group.run(2_500);
    assertThat(master.master()).isEqualTo(1);
    IntStream.rangeClosed(2, LAST).forEach(group::start);
    group.run(group.configuration.timings().synchronization());
    assertThat(IntStream.rangeClosed(2, LAST).filter(id -> !group.server(id).view().isInSync()))
        .isEmpty();
  }
}
