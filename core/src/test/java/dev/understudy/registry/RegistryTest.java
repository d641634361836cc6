package dev.understudy.registry;

import static dev.understudy.registry.Registrations.LEASE;
import static dev.understudy.registry.Registrations.backup;
import static dev.understudy.registry.Registrations.epochOf;
import static dev.understudy.registry.Registrations.master;
import static dev.understudy.registry.Registrations.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.InSync;
import dev.understudy.group.Mode;
import dev.understudy.group.RetentionCriterion;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Registrations, renewals, leases, lookups and bounds: protocol sections 4, 6 and 11. */
class RegistryTest {

  private final TestedRegistry registry = TestedRegistry.warm();

  @Test
  void answersThatItIsWarmingUpUntilOneRenewalIntervalAfterTheStart() {
    TestedRegistry started = new TestedRegistry();
    started.publish(master(1));

    started.pass(TestedRegistry.RENEW - 1);
    assertThat(started.lookup()).isEqualTo(new Answer.WarmingUp());
    assertThat(started.ask(new Question.Roster("g"))).isEqualTo(new Answer.WarmingUp());
    started.pass(1);
    assertThat(started.master()).isEqualTo(1);
  }

  @Test
  void isWarmingUpBeforeItsFirstTick() {
    Registry unstarted = new Registry(TestedRegistry.RENEW);

    assertThat(unstarted.view().warmingUp()).isTrue();
    assertThat(unstarted.step(new RegistryInput.Asked(3, new Question.Lookup("g"))))
        .containsExactly(new RegistryEffect.Answered(3, new Answer.WarmingUp()));
  }

  @Test
  void namesTheRegisteredMasterAndHowLongItHasBeenSilent() {
    registry.publish(backup(1), master(2));
    registry.pass(30);

    assertThat(registry.lookup())
        .isEqualTo(
            new Answer.MasterIs(master(2).registration(), 30, master(2).registration().inSync()));
  }

  @Test
  void namesNoMasterWhereNoneIsRegistered() {
    registry.publish(backup(1));

    assertThat(registry.lookup()).isEqualTo(new Answer.NoMaster(InSync.NONE));
    assertThat(registry.ask(new Question.Lookup("unheard-of")))
        .isEqualTo(new Answer.NoMaster(InSync.NONE));
  }

  @Test
  void replacesTheEarlierRegistrationOfTheSameServer() {
    registry.publish(master(1));
    registry.publish(backup(1).counter(2));

    assertThat(registry.master()).isEqualTo(-1);
    assertThat(registry.registry.view().registrations()).isEqualTo(1);
  }

  @Test
  void ignoresARegistrationThatIsOlderThanTheOneItKeeps() {
    registry.publish(backup(1).counter(3));
    registry.publish(master(1).counter(2));

    assertThat(registry.master()).isEqualTo(-1);
  }

  @Test
  void prefersALaterIncarnationWhateverItsCounter() {
    registry.publish(backup(1).counter(9));
    registry.publish(master(1).incarnation(2).counter(1));
    registry.publish(backup(1).counter(10));

    assertThat(registry.master()).isEqualTo(1);
  }

  @Test
  void expiresARegistrationOneLeaseAfterItsLastRenewal() {
    registry.publish(master(1));
    registry.pass(LEASE - 1);
    registry.publish(master(1));
    registry.pass(LEASE - 1);
    assertThat(registry.master()).isEqualTo(1);

    registry.pass(1);

    assertThat(registry.master()).isEqualTo(-1);
    assertThat(registry.registry.view().registrations()).isZero();
    List<Event> expired = registry.events(EventType.REGISTRATION_EXPIRED);
    assertThat(expired).hasSize(1);
    assertThat(expired.get(0).server()).isEqualTo(new ServerId(1));
    assertThat(expired.get(0).details()).containsEntry("silentMillis", LEASE);
  }

  @Test
  void expiresByTheShorterLeaseOfANewerRegistration() {
    registry.publish(master(1));
    registry.publish(
        master(1)
            .counter(2)
            .lease(
                new Registration.Policy(
                    Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 1, 20, 40)));
    registry.pass(40);

    assertThat(registry.master()).isEqualTo(-1);
  }

  @Test
  void grantsNoLeaseBeyondItsBound() {
    RegistryLimits limits = new RegistryLimits(10, 10, 10, 200, 1);
    TestedRegistry bounded = TestedRegistry.warm(limits, RegistryRules.STANDARD);
    bounded.publish(master(1));
    bounded.pass(200);

    assertThat(bounded.registry.view().registrations()).isZero();
  }

  @Test
  void saysWhenTheNextRegistrationMayExpire() {
    assertThat(registry.registry.deadlineMillis()).isEqualTo(Long.MAX_VALUE);
    registry.publish(master(1));

    assertThat(registry.registry.deadlineMillis()).isEqualTo(TestedRegistry.RENEW + LEASE);
  }

  @Test
  void removesAServerThatHasGoneAtOnceAndQuietly() {
    registry.publish(master(1), backup(2));
    registry.publish(master(1).counter(2).role(Role.GONE));

    assertThat(registry.master()).isEqualTo(-1);
    assertThat(registry.ask(new Question.Roster("g")))
        .isEqualTo(new Answer.RosterIs(false, List.of(backup(2).registration())));
    registry.publish(backup(2));
    registry.pass(LEASE);
    assertThat(registry.events(EventType.REGISTRATION_EXPIRED))
        .extracting(Event::server)
        .containsExactly(new ServerId(2));
  }

  @Test
  void isNotDeceivedByALateRenewalOfAServerThatHasGone() {
    registry.publish(master(1));
    registry.publish(master(1).counter(2).role(Role.GONE));
    registry.publish(master(1));

    assertThat(registry.master()).isEqualTo(-1);
    assertThat(registry.ask(new Question.Groups(""))).isEqualTo(new Answer.GroupsAre(List.of()));
  }

  @Test
  void givesTheRosterWithTheRetainedMasterFirst() {
    registry.publish(backup(1), master(2), backup(3));

    assertThat(registry.ask(new Question.Roster("g")))
        .isEqualTo(
            new Answer.RosterIs(
                true,
                List.of(
                    master(2).registration(), backup(1).registration(), backup(3).registration())));
  }

  @Test
  void listsTheGroupsByName() {
    registry.publish(master(1).group("zebra"), master(1).group("ant"), backup(2).group("ant"));

    assertThat(registry.ask(new Question.Groups("")))
        .isEqualTo(new Answer.GroupsAre(List.of("ant", "zebra")));
  }

  @Test
  void tellsOfAMastershipOnceAndNotOfItsRenewals() {
    registry.publish(master(1));
    registry.publish(master(1));
    registry.publish(master(1).counter(2).inSync(1, 2));
    assertThat(registry.events(EventType.MASTERSHIP_REGISTERED)).hasSize(1);

    registry.publish(master(1).counter(3).epoch(2));
    assertThat(registry.events(EventType.MASTERSHIP_REGISTERED))
        .extracting(Event::epoch)
        .containsExactly(epochOf(2, 1));
  }

  @Test
  void remembersTheNewestInSyncSetBeyondTheLease() {
    registry.publish(master(1).inSync(1, 2, 3));
    registry.publish(master(1).counter(2).epoch(2).inSync(1, 2));
    registry.pass(LEASE);

    InSync newest = master(1).epoch(2).inSync(1, 2).registration().inSync();
    assertThat(registry.lookup()).isEqualTo(new Answer.NoMaster(newest));
  }

  @Test
  void confirmsAnInSyncSetAndGivesItBackWithTheNextLookup() {
    registry.publish(master(1).inSync(1, 2));
    InSync smaller = new InSync(epochOf(1, 1), 2, List.of(new ServerId(1)));

    assertThat(registry.ask(new Question.ConfirmInSync("g", smaller)))
        .isEqualTo(new Answer.Confirmed(smaller));
    assertThat(registry.lookup())
        .isEqualTo(new Answer.MasterIs(master(1).inSync(1, 2).registration(), 0, smaller));
  }

  @Test
  void confirmsTheNewerInSyncSetThatItKnowsInPlaceOfAnOlderOne() {
    InSync newer = new InSync(epochOf(2, 2), 1, List.of(new ServerId(2)));
    InSync older = new InSync(epochOf(1, 1), 5, List.of(new ServerId(1)));
    registry.ask(new Question.ConfirmInSync("g", newer));

    assertThat(registry.ask(new Question.ConfirmInSync("g", older)))
        .isEqualTo(new Answer.Confirmed(newer));
  }

  @Test
  void remembersAnInSyncSetThatIsConfirmedWhileItWarmsUp() {
    TestedRegistry started = new TestedRegistry();
    InSync inSync = new InSync(epochOf(1, 1), 1, List.of(new ServerId(1)));

    assertThat(started.ask(new Question.ConfirmInSync("g", inSync)))
        .isEqualTo(new Answer.Confirmed(inSync));
    started.publish(backup(2));
    started.pass(TestedRegistry.RENEW);
    assertThat(started.lookup()).isEqualTo(new Answer.NoMaster(inSync));
  }

  @Test
  void forgetsTheOldestInSyncSetOfAbsentGroupsOverItsBound() {
    RegistryLimits limits = new RegistryLimits(10, 10, 2, 5_000, 1);
    TestedRegistry bounded = TestedRegistry.warm(limits, RegistryRules.STANDARD);
    InSync inSync = new InSync(epochOf(1, 1), 1, List.of(new ServerId(1)));
    for (String group : List.of("a", "b", "c")) {
      bounded.ask(new Question.ConfirmInSync(group, inSync));
    }

    assertThat(bounded.ask(new Question.Lookup("a"))).isEqualTo(new Answer.NoMaster(InSync.NONE));
    assertThat(bounded.ask(new Question.Lookup("c"))).isEqualTo(new Answer.NoMaster(inSync));
  }

  @Test
  void refusesNewServersOverItsBoundWithACountAndOneEvent() {
    RegistryLimits limits = new RegistryLimits(2, 2, 2, 5_000, 60_000);
    TestedRegistry bounded = TestedRegistry.warm(limits, RegistryRules.STANDARD);
    bounded.publish(master(1), backup(2), backup(3), backup(4).group("h"));
    bounded.publish(backup(3));

    assertThat(bounded.registry.view().registrations()).isEqualTo(2);
    assertThat(bounded.registry.view().refused()).isEqualTo(3);
    assertThat(bounded.events(EventType.CONFIGURATION_REFUSED)).hasSize(1);
  }

  @Test
  void goesOnServingTheServersItKnowsWhileItRefusesNewOnes() {
    RegistryLimits limits = new RegistryLimits(1, 1, 1, 5_000, 60_000);
    TestedRegistry bounded = TestedRegistry.warm(limits, RegistryRules.STANDARD);
    bounded.publish(backup(1), master(2));
    bounded.publish(master(1).counter(2));

    assertThat(bounded.master()).isEqualTo(1);
  }

  @Test
  void refusesFurtherServersOfAGroupThatHasTooMany() {
    RegistryLimits limits = new RegistryLimits(10, 1, 1, 5_000, 60_000);
    TestedRegistry bounded = TestedRegistry.warm(limits, RegistryRules.STANDARD);
    bounded.publish(master(1), master(2), master(2).group("h"));

    assertThat(bounded.registry.view().registrations()).isEqualTo(2);
    assertThat(bounded.master()).isEqualTo(1);
  }

  @Test
  void refusesRegistrationsWithoutAServerOrWithoutAName() {
    registry.publish(master(-1), master(1).group("no such name"), master(1).group(""));

    assertThat(registry.registry.view().registrations()).isZero();
    assertThat(registry.registry.view().refused()).isEqualTo(3);
  }

  @Test
  void keepsTenThousandGroupsOfThreeThroughTheirRenewals() {
    int groups = 10_000;
    for (int round = 0; round < 20; round++) {
      for (int g = 0; g < groups; g++) {
        String name = "g" + g;
        registry.publish(master(1).group(name), backup(2).group(name), backup(3).group(name));
      }
      registry.pass(TestedRegistry.RENEW);
    }

    assertThat(registry.registry.view().registrations()).isEqualTo(3 * groups);
    assertThat(registry.events(EventType.REGISTRATION_EXPIRED)).isEmpty();
    registry.pass(LEASE);
    assertThat(registry.registry.view().registrations()).isZero();
    assertThat(registry.events(EventType.REGISTRATION_EXPIRED)).hasSize(3 * groups);
  }

  @Test
  void servesGroupsThatWantSeveralMasters() {
    Registration.Policy two =
        policy(Mode.AVAILABLE, List.of(RetentionCriterion.LOWEST_SERVER_ID), 2);
    registry.publish(master(3).lease(two), master(2).lease(two));
    assertThat(registry.triggers()).isEmpty();
    registry.publish(master(1).lease(two));

    List<RegistryEffect.PublishDuplicate> triggers = registry.triggers();
    assertThat(triggers).hasSize(1);
    assertThat(triggers.get(0).retained().server()).isEqualTo(new ServerId(1));
    assertThat(triggers.get(0).superseded())
        .extracting(Registration::server)
        .containsExactly(new ServerId(3));
  }
}
