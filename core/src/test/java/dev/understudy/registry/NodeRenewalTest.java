package dev.understudy.registry;

import static dev.understudy.registry.Registrations.FAILURE;
import static dev.understudy.registry.Registrations.LEASE;
import static dev.understudy.registry.Registrations.backup;
import static dev.understudy.registry.Registrations.master;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import org.junit.jupiter.api.Test;

/** All servers of a node are renewed by one number: protocol section 6. */
class NodeRenewalTest {

  private static final long NODE = 7;

  private final TestedRegistry registry = TestedRegistry.warm();

  @Test
  void aRenewalOfANodeRenewsAllOfItsServers() {
    registry.publishOfNode(NODE, 0, master(1), backup(2));
    renewFor(3 * LEASE);

    assertThat(registry.master()).isEqualTo(1);
    assertThat(registry.registry.view().registrations()).isEqualTo(2);
    assertThat(registry.registry.view("g").registrations()).isEqualTo(2);
    assertThat(registry.registry.view("g").millisWithNoMaster()).isZero();
  }

  @Test
  void aServerOfANodeExpiresAsAnyOther() {
    registry.publishOfNode(NODE, 0, master(1));
    renewFor(LEASE);
    registry.pass(LEASE);

    assertThat(registry.events(EventType.REGISTRATION_EXPIRED)).hasSize(1);
    assertThat(registry.registry.view("g").millisWithNoMaster()).isZero();
  }

  @Test
  void aRenewalOfAListThatIsNotKnownRenewsNobody() {
    registry.publishOfNode(NODE, 0, master(1));
    registry.pass(LEASE - 1);
    registry.renewNode(NODE, 2);
    registry.renewNode(8, 1);
    registry.pass(1);

    assertThat(registry.master()).isEqualTo(-1);
  }

  @Test
  void aPartThatDoesNotContinueWhatIsKnownIsNotRenewedWithIt() {
    registry.publishOfNode(NODE, 0, master(1));
    registry.publishOfNode(NODE, 5, backup(2));
    registry.pass(LEASE - 1);
    registry.renewNode(NODE, 6);
    registry.pass(1);

    assertThat(registry.registry.view().registrations()).isZero();
  }

  @Test
  void whoIsNotInANewListIsNotRenewedAnyMore() {
    registry.publishOfNode(NODE, 0, master(1), backup(2));
    registry.publishOfNode(NODE, 0, master(1));
    renewFor(LEASE);

    assertThat(registry.master()).isEqualTo(1);
    assertThat(registry.registry.view().registrations()).isEqualTo(1);
  }

  @Test
  void aPartOfWhichNothingIsNewsKeepsTheListTogether() {
    registry.publishOfNode(NODE, 0, master(1));
    registry.publishOfNode(NODE, 1, backup(2).role(Role.GONE));
    for (long passed = 0; passed < 2 * LEASE; passed += 100) {
      registry.renewNode(NODE, 2);
      registry.pass(100);
    }

    assertThat(registry.master()).isEqualTo(1);
  }

  @Test
  void aServerThatHasGoneIsNotRenewed() {
    registry.publishOfNode(NODE, 0, master(1), backup(2));
    registry.publishOfNode(NODE, 1, backup(2).counter(2).role(Role.GONE));
    for (long passed = 0; passed < LEASE; passed += 100) {
      registry.renewNode(NODE, 2);
      registry.pass(100);
    }

    assertThat(registry.registry.view().registrations()).isEqualTo(1);
  }

  @Test
  void aServerThatMovedToAnotherNodeIsRenewedThere() {
    registry.publishOfNode(NODE, 0, backup(1));
    registry.publishOfNode(8, 0, master(1).incarnation(2));
    registry.pass(LEASE - 1);
    registry.renewNode(NODE, 1);
    registry.pass(1);

    assertThat(registry.master()).isEqualTo(-1);
  }

  @Test
  void theTimeInWhichANodeWasSilentCountsAsTimeWithoutItsMasters() {
    registry.publishOfNode(NODE, 0, master(1));
    registry.pass(FAILURE + 200);
    registry.renewNode(NODE, 1);
    registry.pass(100);

    assertThat(registry.registry.view("g").millisWithNoMaster()).isEqualTo(200);
  }

  @Test
  void theTriggerIsRepeatedWhileASupersededMastersNodeRenews() {
    registry.publishOfNode(NODE, 0, master(2));
    registry.publishOfNode(8, 0, master(1));
    assertThat(registry.triggers()).hasSize(1);

    registry.pass(FAILURE);
    registry.renewNode(NODE, 1);

    assertThat(registry.triggers()).hasSize(1);
  }

  @Test
  void isWarmingUpWhileNodesRenewWhatItWasNotTold() {
    TestedRegistry started = new TestedRegistry();
    for (int i = 0; i < 5; i++) {
      started.pass(TestedRegistry.RENEW / 2);
      started.renewNode(NODE, 4);
    }
    assertThat(started.registry.view().warmingUp()).isTrue();

    started.publishOfNode(NODE, 0, master(1));
    started.pass(TestedRegistry.RENEW);
    assertThat(started.registry.view().warmingUp()).isFalse();
  }

  @Test
  void doesNotWarmUpForEver() {
    TestedRegistry started = new TestedRegistry();
    for (int i = 0; i < 100; i++) {
      started.pass(TestedRegistry.RENEW / 2);
      started.renewNode(NODE, 4);
    }

    assertThat(started.registry.view().warmingUp()).isFalse();
  }

  private void renewFor(long millis) {
    for (long passed = 0; passed < millis; passed += 100) {
      registry.pass(100);
      registry.renewNode(NODE, 1);
    }
  }
}
