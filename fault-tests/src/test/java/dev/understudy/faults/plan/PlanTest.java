package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.faults.lab.ClockShift;
import dev.understudy.faults.plan.Fault.Kind;
import dev.understudy.group.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans are made from a seed. */
class PlanTest {

  private static final int SEEDS = 300;
  private static final Setup SETUP = Setup.of(Mode.CONSISTENT, "kv");

  @Test
  void theSameSeedMakesTheSamePlan() {
    assertThat(Plan.mixed(7, SETUP)).isEqualTo(Plan.mixed(7, SETUP));
    assertThat(Plan.mixed(7, SETUP)).isNotEqualTo(Plan.mixed(8, SETUP));
  }

  @Test
  void everyKindComesUpAndNoneTwiceInAPlan() {
    Set<Kind> able = EnumSet.allOf(Kind.class);
    if (ClockShift.missing().isPresent()) {
      able.remove(Kind.CLOCK_JUMP);
    }
    assertThat(kinds(Mode.AVAILABLE)).containsExactlyInAnyOrderElementsOf(able);
    able.remove(Kind.ALL_MEMBERS);
    assertThat(kinds(Mode.CONSISTENT)).containsExactlyInAnyOrderElementsOf(able);
  }

  private static Set<Kind> kinds(Mode mode) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (int seed = 0; seed < SEEDS; seed++) {
      Setup setup = Setup.varied(seed, mode);
      List<Kind> ofOne = Plan.mixed(seed, setup).faults().stream().map(Fault::kind).toList();
      assertThat(ofOne).doesNotHaveDuplicates();
      assertThat(ofOne).allMatch(kind -> kind.obstacle(setup).isEmpty());
      kinds.addAll(ofOne);
    }
    return kinds;
  }

  @Test
  void aKindIsFittedWithWhatItNeeds() {
    Setup small = new Setup(Mode.AVAILABLE, "counter", 3, 1, 2);
    for (Kind kind : Kind.values()) {
      if (kind != Kind.CLOCK_JUMP || ClockShift.missing().isEmpty()) {
        assertThat(kind.obstacle(kind.fit(small))).as("%s", kind).isEmpty();
      }
    }
    assertThat(Kind.EVEN_SPLIT.obstacle(small))
        .contains("even split needs an even number of members");
    assertThat(Kind.NAME_SERVERS_APART.obstacle(small)).isPresent();
    assertThat(Kind.BRIDGE.obstacle(new Setup(Mode.AVAILABLE, "counter", 2, 1, 2))).isPresent();
  }

  @Test
  void theSameKindComesInAnotherWayWithAnotherSeedAndIntoAnotherFolder() {
    Plan one = Plan.of(List.of(Kind.SPLIT), 1_000, 2, 1, SETUP);
    Plan other = Plan.of(List.of(Kind.SPLIT), 1_000, 2, 2, SETUP);
    assertThat(Plan.of(List.of(Kind.SPLIT), 1_000, 2, 1, SETUP)).isEqualTo(one);
    assertThat(other.faults()).doesNotContainAnyElementsOf(one.faults());
    assertThat(other.folder()).isNotEqualTo(one.folder());
  }

  @Test
  void allMembersOfAConsistentGroupAreNotMadeToForget() {
    assertThatThrownBy(() -> Plan.of(List.of(Kind.ALL_MEMBERS), 1_000, 1, 1, SETUP))
        .hasMessageContaining("AVAILABLE");
  }

  @Test
  void blipsLastAllTheirLengthsInTurn() {
    Plan plan = Plan.of(List.of(Kind.BLIP), 10_000, 6, 1, SETUP);
    assertThat(plan.name()).isEqualTo("blips");
    assertThat(plan.faults())
        .extracting(Fault::text)
        .containsExactly(
            "blip shorter than the failure timeout",
            "blip longer than the failure timeout",
            "blip longer than the lease",
            "blip longer than the ping",
            "blip longer than the heartbeats",
            "blip shorter than the failure timeout");
  }

  @Test
  void severalKindsComeInTurn() {
    Plan plan = Plan.of(List.of(Kind.SPLIT, Kind.BLIP), 3_000, 2, 1, SETUP);
    assertThat(plan.name()).isEqualTo("split and blip 3000 ms");
    assertThat(plan.faults())
        .extracting(Fault::toString)
        .containsExactly(
            "split for 3000 ms", "blip for 200 ms", "split for 3000 ms", "blip for 900 ms");
  }

  @Test
  void onlyTheMachineDecidesWhetherClocksJump() {
    assertThat(Kind.values()).filteredOn(kind -> kind != Kind.CLOCK_JUMP).allMatch(this::isAtHand);
    assertThat(Kind.CLOCK_JUMP.misfit(SETUP)).isEmpty();
  }

  private boolean isAtHand(Kind kind) {
    return kind.lack().isEmpty();
  }

  @Test
  void relaysAndClocksAreThereForThoseWhoNeedThem() {
    assertThat(Plan.of(List.of(Kind.LATE_LINK), 1_000, 1, 1, SETUP).needsRelays()).isTrue();
    assertThat(Plan.of(List.of(Kind.SLOW_LINK), 1_000, 1, 1, SETUP).needsRelays()).isFalse();
    assertThat(Plan.of(List.of(Kind.CLOCK_JUMP), 1_000, 1, 1, SETUP).needsClocks()).isTrue();
    assertThat(Plan.of(List.of(Kind.BLIP), 1_000, 1, 1, SETUP).needsClocks()).isFalse();
  }
}
