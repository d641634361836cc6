package dev.understudy.registry;

import static dev.understudy.registry.Registrations.FAILURE;
import static dev.understudy.registry.Registrations.LEASE;
import static dev.understudy.registry.Registrations.backup;
import static dev.understudy.registry.Registrations.epochOf;
import static dev.understudy.registry.Registrations.master;
import static dev.understudy.registry.Registrations.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Detector, correction and trigger: protocol section 6; claims 17-20, 30, 31, 47-50. */
class DuplicateRegistrationTest {

  private final TestedRegistry registry = TestedRegistry.warm();

  @Test
  void retainsOneMasterAndTriggersTheGroupWhenTwoAreRegistered() {
    registry.publish(master(2).epoch(3), master(1));

    assertThat(registry.triggers())
        .containsExactly(
            new RegistryEffect.PublishDuplicate(
                "g",
                master(1).registration(),
                List.of(master(2).epoch(3).registration()),
                epochOf(3, 2)));
    assertThat(registry.master()).isEqualTo(1);
    assertThat(registry.registry.view().duplicates()).isEqualTo(1);
  }

  @Test
  void tellsPeopleWhatWasRetainedAndWhy() {
    registry.publish(master(2), master(1));

    List<Event> told = registry.events(EventType.DUPLICATE_REGISTRATION);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).server()).isEqualTo(new ServerId(1));
    assertThat(told.get(0).details())
        .containsEntry("retained", 1L)
        .containsEntry("superseded", "[2]")
        .containsEntry("criteria", "[MOST_IN_SYNC, LOWEST_SERVER_ID]");
  }

  @Test
  void seesNoDuplicateInMastersOfDifferentGroups() {
    registry.publish(master(1), master(2).group("h"));

    assertThat(registry.triggers()).isEmpty();
  }

  @Test
  void neverNamesASupersededMasterAgainWhenItMerelyRenews() {
    registry.publish(master(1), master(2));
    registry.publish(master(1).counter(2).role(Role.GONE));
    registry.publish(master(2));

    assertThat(registry.master()).isEqualTo(-1);
  }

  @Test
  void countsASupersededMasterAgainOnceItRegistersAnew() {
    registry.publish(master(1), master(2));
    registry.publish(master(1).counter(2).role(Role.BACKUP));
    registry.publish(master(2).counter(2));

    assertThat(registry.master()).isEqualTo(2);
  }

  @Test
  void keepsTheBestOfTwoAlsoWhenTheLoserRegistersAnew() {
    registry.publish(master(1), master(2));
    registry.triggers();
    registry.publish(master(2).counter(2));

    assertThat(registry.master()).isEqualTo(1);
    assertThat(registry.triggers()).hasSize(1);
  }

  @Test
  void movesTheRetentionToABetterMasterThatRegisters() {
    registry.publish(master(1));
    registry.publish(master(2).inSync(2, 3));

    assertThat(registry.master()).isEqualTo(2);
    assertThat(registry.triggers().get(0).superseded()).containsExactly(master(1).registration());
  }

  @Test
  void doesNotPublishAgainForEveryRenewal() {
    registry.publish(master(1), master(2));
    registry.triggers();
    for (int i = 0; i < 20; i++) {
      registry.publish(master(1), master(2));
    }

    assertThat(registry.triggers()).isEmpty();
  }

  @Test
  void repeatsTheTriggerEachFailureTimeoutWhileASupersededMasterIsStillRenewed() {
    registry.publish(master(1), master(2));
    registry.triggers();
    registry.events(EventType.DUPLICATE_REGISTRATION);
    for (int i = 0; i < 10; i++) {
      registry.pass(FAILURE / 3);
      registry.publish(master(1), master(2));
    }

    assertThat(registry.triggers()).hasSize(3);
    assertThat(registry.events(EventType.DUPLICATE_REGISTRATION)).isEmpty();
    assertThat(registry.registry.view().duplicates()).isEqualTo(1);
  }

  @Test
  void seesNoDuplicateInTheSuccessorOfAMasterThatFellSilent() {
    registry.publish(master(1));
    registry.pass(FAILURE + 1);
    registry.publish(master(2));

    assertThat(registry.master()).isEqualTo(2);
    assertThat(registry.triggers()).isEmpty();
    assertThat(registry.events(EventType.DUPLICATE_REGISTRATION)).isEmpty();
  }

  @Test
  void seesADuplicateOnceTheSilentMasterIsHeardAgain() {
    registry.publish(master(1));
    registry.pass(FAILURE + 1);
    registry.publish(master(2));
    registry.publish(master(1));

    assertThat(registry.triggers().get(0).superseded()).containsExactly(master(1).registration());
    assertThat(registry.events(EventType.DUPLICATE_REGISTRATION)).hasSize(1);
  }

  @Test
  void seesADuplicateInASilentMasterThatWasHeardAgainWhileNobodyWasRetained() {
    registry.publish(master(1));
    registry.pass(FAILURE + 1);
    registry.publish(master(2));
    registry.publish(backup(2).counter(2));
    registry.publish(master(1));
    assertThat(registry.triggers()).isEmpty();

    registry.publish(master(2).counter(3));

    assertThat(registry.triggers()).hasSize(1);
  }

  @Test
  void stopsRepeatingOnceTheSupersededMasterIsABackup() {
    registry.publish(master(1), master(2));
    registry.triggers();
    registry.pass(FAILURE);
    registry.publish(master(1), backup(2).counter(2));
    registry.publish(backup(2).counter(2));

    assertThat(registry.triggers()).isEmpty();
  }

  @Test
  void stopsRepeatingOnceTheSupersededMasterIsSilent() {
    registry.publish(master(1), master(2));
    registry.triggers();
    for (long passed = 0; passed < LEASE; passed += 100) {
      registry.pass(100);
      registry.publish(master(1));
    }

    assertThat(registry.triggers()).isEmpty();
  }

  @Test
  void prefersAFreshRegistrationToThatOfACrashedMasterThatWouldBeBetter() {
    registry.publish(master(1).inSync(1, 2, 3));
    registry.pass(FAILURE + 1);
    registry.publish(master(2).epoch(2).inSync(2, 3));

    assertThat(registry.master()).isEqualTo(2);
  }

  @Test
  void doesNotPreferAnEquallyFreshSuccessorThatIsWorse() {
    registry.publish(master(1).inSync(1, 2, 3));
    registry.pass(FAILURE);
    registry.publish(master(2).epoch(2).inSync(2, 3));

    assertThat(registry.master()).isEqualTo(1);
  }

  @Test
  void reportsTheHighestEpochThatAnybodyRegistered() {
    registry.publish(backup(3).epoch(epochOf(7, 4)), master(2).epoch(5), master(1));

    assertThat(registry.triggers().get(0).highestEpoch()).isEqualTo(epochOf(7, 4));
  }

  @Test
  void triggersOnceMoreForEachFurtherMaster() {
    registry.publish(master(1), master(2));
    registry.publish(master(3));

    assertThat(registry.triggers())
        .last()
        .satisfies(
            trigger ->
                assertThat(trigger.superseded())
                    .extracting(Registration::server)
                    .containsExactly(new ServerId(2), new ServerId(3)));
    assertThat(registry.master()).isEqualTo(1);
  }

  @Test
  void decidesAlikeWhateverTheOrderOfTheRegistrations() {
    TestedRegistry other = TestedRegistry.warm();
    registry.publish(master(3).inSync(3, 4), master(2).inSync(2, 4), master(1));
    other.publish(master(1), master(2).inSync(2, 4), master(3).inSync(3, 4));

    assertThat(registry.master()).isEqualTo(2);
    assertThat(other.master()).isEqualTo(2);
  }

  @Test
  void actsByTheRulesItIsGiven() {
    TestedRegistry other =
        TestedRegistry.warm(
            RegistryLimits.DEFAULT,
            new RegistryRules() {
              @Override
              public List<RetentionCriterion> retention(Registration.Policy policy) {
                return List.of(RetentionCriterion.HIGHEST_EPOCH);
              }
            });
    other.publish(master(1), master(2).epoch(2));

    assertThat(other.master()).isEqualTo(2);
  }

  @Test
  void leavesSeveralMastersAloneIfTheCorrectionIsSwitchedOff() {
    TestedRegistry lenient =
        TestedRegistry.warm(
            RegistryLimits.DEFAULT,
            new RegistryRules() {
              @Override
              public boolean correctsDuplicates() {
                return false;
              }
            });
    lenient.publish(master(2), master(1));
    lenient.publish(master(1).counter(2).role(Role.GONE));

    assertThat(lenient.triggers()).isEmpty();
    assertThat(lenient.master()).isEqualTo(2);
  }

  @Test
  void correctsByThePolicyOfTheLowestServerIdIfTheyDiffer() {
    registry.publish(
        master(2)
            .epoch(2)
            .lease(policy(Mode.AVAILABLE, List.of(RetentionCriterion.HIGHEST_EPOCH), 2)),
        master(1).lease(policy(Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 1)));

    assertThat(registry.master()).isEqualTo(1);
    assertThat(registry.triggers()).hasSize(1);
  }
}
