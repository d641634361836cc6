package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Membership;
import dev.understudy.group.ServerId;
import dev.understudy.monitoring.Trigger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protocol section 7: a backup that is pointed at the wrong master, or names the right one and does
 * not follow it, is found by the check timer alone and repaired. No name server's event is
 * delivered in this world, and a misled backup is deaf to other masters.
 */
class MisledBackupTest {

  /** No timer ticks again after a check: the mechanism switched off. */
  private static final Rules NO_TIMER =
      new Rules() {
        @Override
        public boolean rearmsTimer(boolean recoveryFailed) {
          return false;
        }
      };

  private static final long SEVERAL_CHECKS_MILLIS = 5_000;

  static Stream<GroupConfiguration> groups() {
    return Stream.of(
        GroupConfiguration.of(
            "consistent",
            Membership.consistent(List.of(new ServerId(1), new ServerId(2), new ServerId(3)))),
        GroupConfiguration.of("available", Membership.available()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aBackupThatIsPointedAtTheWrongMasterIsFoundByTheTimerAndRepaired(
      GroupConfiguration configuration) {
    PlayedGroup group = started(configuration, Rules.STANDARD);
    PlayedServer sick = misled(group, group.backup(1).view().self());

    Event found = awaitFinding(group, sick);

    assertThat(found.details())
        .containsEntry("trigger", "timer")
        .containsEntry("expected", (long) group.master().view().self().number());
    assertThat(String.valueOf(found.details().get("found"))).startsWith("my master is");
    requireRepaired(group, sick);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aBackupThatDoesNotFollowTheMasterItNamesIsFoundByTheTimerAndRepaired(
      GroupConfiguration configuration) {
    PlayedGroup group = started(configuration, Rules.STANDARD);
    PlayedServer sick = misled(group, group.master().view().self());

    Event found = awaitFinding(group, sick);

    assertThat(found.details())
        .containsEntry("trigger", "timer")
        .containsEntry("found", "my master advances and I do not");
    requireRepaired(group, sick);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void withoutTheTimerNobodyFindsEither(GroupConfiguration configuration) {
    for (boolean wrongMaster : List.of(true, false)) {
      PlayedGroup group = started(configuration, NO_TIMER);
      PlayedServer named = wrongMaster ? group.backup(1) : group.master();
      PlayedServer sick = misled(group, named.view().self());
      long executed = sick.view().executedIndex();

      group.runFor(SEVERAL_CHECKS_MILLIS);

      assertThat(sick.view().master()).isEqualTo(named.view().self());
      assertThat(sick.view().executedIndex()).isEqualTo(executed);
    }
  }

  @Test
  void anAvailableGroupWaitsNoLongerForABackupThatAnswersAndDoesNotFollow() {
    PlayedGroup group =
        started(GroupConfiguration.of("available", Membership.available()), NO_TIMER);

    PlayedServer sick = misled(group, group.master().view().self());

    assertThat(group.master().sum()).isEqualTo(11);
    assertThat(group.master().view().inSync().contains(sick.view().self())).isFalse();
    group.add(100);
    assertThat(group.master().sum()).isEqualTo(111);
  }

  /** As at a fail-over, when the cluster manager's hints come one upon the other. */
  @ParameterizedTest
  @MethodSource("groups")
  void checksInQuickSuccessionDoNotMistakeABackupThatHasJustBegunToFollow(
      GroupConfiguration configuration) {
    PlayedGroup group = started(configuration, Rules.STANDARD);
    PlayedServer backup = group.backup(0);
    backup.member().becomeBackup(backup.view().epoch());
    ((Backup) backup.member().current()).noteHeard();
    group.master().delayAppends(true);
    group.runFor(configuration.timings().renew());

    for (int i = 0; i < 3; i++) {
      backup.receive(new Input.Triggered(Trigger.CLUSTER_CHANGE));
      group.runFor(10);
    }
    group.master().delayAppends(false);
    group.add(10);

    assertThat(findings(backup)).isEmpty();
  }

  private static PlayedGroup started(GroupConfiguration configuration, Rules rules) {
    PlayedGroup group = new PlayedGroup(configuration, rules);
    group.start(1, 2, 3);
    group.add(1);
    // the checks that starting brought about are over
    group.runFor(SEVERAL_CHECKS_MILLIS);
    return group;
  }

  /** A backup that names {@code master} from now on, while the group goes on. */
  private static PlayedServer misled(PlayedGroup group, ServerId master) {
    PlayedServer sick = group.backup(0);
    ((Backup) sick.member().current()).mislead(master);
    group.add(10);
    return sick;
  }

  private static Event awaitFinding(PlayedGroup group, PlayedServer sick) {
    group.await("an inconsistency", () -> !findings(sick).isEmpty());
    return findings(sick).get(0);
  }

  private static List<Event> findings(PlayedServer server) {
    return PlayedGroup.told(server, EventType.INCONSISTENCY_DETECTED);
  }

  private static void requireRepaired(PlayedGroup group, PlayedServer sick) {
    PlayedServer master = group.master();
    group.await("in sync", () -> sick.view().isInSync());
    assertThat(sick.view().master()).isEqualTo(master.view().self());
    group.add(100);
    group.await("the state of the master", () -> sick.sum() == master.sum());
    assertThat(sick.sum()).isEqualTo(111);
    assertThat(sick.view().digest()).isEqualTo(master.view().digest());
    assertThat(PlayedGroup.told(sick, EventType.SERVER_ALIGNED)).isNotEmpty();
  }
}
