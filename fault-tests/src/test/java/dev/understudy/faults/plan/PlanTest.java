package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Mode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans are made from a seed. */
class PlanTest {

  private static final Setup SETUP = Setup.of(Mode.CONSISTENT, "kv");

  @Test
  void theSameSeedMakesTheSamePlan() {
    assertThat(Plan.mixed(7, SETUP)).isEqualTo(Plan.mixed(7, SETUP));
    assertThat(Plan.mixed(7, SETUP)).isNotEqualTo(Plan.mixed(8, SETUP));
  }

  @Test
  void everyKindComesUp() {
    Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
    for (int seed = 0; seed < 100; seed++) {
      Plan.mixed(seed, SETUP).faults().forEach(fault -> kinds.add(fault.kind()));
    }
    assertThat(kinds).containsExactlyInAnyOrder(Fault.Kind.values());
  }

  @Test
  void everyoneHasAHost() {
    assertThat(SETUP.memberHosts()).containsExactly(0, 1, 2);
    assertThat(SETUP.nameServerHosts()).containsExactly(3, 4);
    assertThat(SETUP.clientHosts()).containsExactly(5, 6);
    assertThat(SETUP.observer()).isEqualTo(7);
    assertThat(SETUP.hosts()).isEqualTo(8);
  }
}
