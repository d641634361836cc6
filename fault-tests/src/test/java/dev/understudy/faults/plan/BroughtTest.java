package dev.understudy.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.faults.plan.Brought.Parted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a fault came to, and when it was over. */
class BroughtTest {

  @Test
  void aCutIsOverWhenTheNetworkIsWholeThoughTheMergeWasWaitedFor() {
    Parted parted = new Parted(List.of(Set.of(0), Set.of(1, 2)), 10, 20);

    Brought cut = new Brought(List.of(0), Optional.of(parted), List.of());

    assertThat(cut.overNanos(45)).isEqualTo(20);
  }

  @Test
  void aKillIsOverWhenTheProcessesAreToldToStartThoughTheyWereWaitedFor() {
    Brought killed = Brought.to(List.of(0)).restoredAt(30).with("late");

    assertThat(killed.overNanos(45)).isEqualTo(30);
    assertThat(killed.complaints()).containsExactly("late");
  }

  @Test
  void whatPartedNobodyIsOverOnceItIsUndone() {
    assertThat(Brought.to(List.of(0)).overNanos(45)).isEqualTo(45);
  }
}
