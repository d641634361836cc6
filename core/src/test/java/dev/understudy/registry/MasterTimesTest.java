package dev.understudy.registry;

import static dev.understudy.registry.Registrations.FAILURE;
import static dev.understudy.registry.Registrations.LEASE;
import static dev.understudy.registry.Registrations.backup;
import static dev.understudy.registry.Registrations.master;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Role;
import org.junit.jupiter.api.Test;

/**
 * Counters per group: how often and how long more than the desired number of masters, how long
 * none.
 */
class MasterTimesTest {

  private final TestedRegistry registry = TestedRegistry.warm();

  @Test
  void countsNothingWhileOneMasterRenews() {
    for (int i = 0; i < 20; i++) {
      registry.publish(master(1), backup(2));
      registry.pass(100);
    }

    assertThat(view()).isEqualTo(new GroupView(2, 2_000, 0, 0, 0));
  }

  @Test
  void countsTheTimeUntilAMasterRegisters() {
    registry.publish(backup(1));
    registry.pass(250);
    registry.publish(master(1).counter(2));
    registry.pass(100);

    assertThat(view().millisWithNoMaster()).isEqualTo(250);
  }

  @Test
  void countsASilentMasterOnlyForTheFailureTimeout() {
    registry.publish(master(1), backup(2));
    registry.pass(FAILURE + 400);

    assertThat(view().millisWithNoMaster()).isEqualTo(400);
  }

  @Test
  void countsTwoMastersUntilOneStepsDown() {
    registry.publish(master(1), master(2));
    registry.pass(120);
    registry.publish(master(2).counter(2).role(Role.BACKUP));
    registry.pass(100);

    assertThat(view()).isEqualTo(new GroupView(2, 220, 1, 120, 0));
  }

  @Test
  void countsTwoMastersOnlyAsLongAsBothRenew() {
    registry.publish(master(1), master(2));
    registry.pass(200);
    registry.publish(master(1));
    registry.pass(200);
    registry.publish(master(1));
    registry.pass(200);

    assertThat(view()).isEqualTo(new GroupView(2, 600, 1, FAILURE, 0));
  }

  @Test
  void countsEachTimeThatThereAreTwoMastersOnceHoweverOftenTheyRegister() {
    registry.publish(master(1), master(2), master(1).group("h"));
    for (int counter = 2; counter < 6; counter++) {
      registry.pass(50);
      registry.publish(master(1).counter(counter), master(2).counter(counter));
    }
    registry.publish(master(2).counter(6).role(Role.BACKUP));
    registry.pass(50);
    assertThat(view().timesWithSeveralMasters()).isEqualTo(1);

    registry.publish(master(2).counter(7));
    registry.pass(50);

    assertThat(view().timesWithSeveralMasters()).isEqualTo(2);
    assertThat(registry.registry.view("h").timesWithSeveralMasters()).isZero();
  }

  @Test
  void knowsNothingOfAGroupWithoutServers() {
    registry.publish(master(1));
    registry.pass(LEASE + 1);

    assertThat(view()).isEqualTo(GroupView.UNKNOWN);
  }

  private GroupView view() {
    return registry.registry.view("g");
  }
}
