package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Membership;
import dev.understudy.group.ServerId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protocol section 7, recovery step 2, with a large state: it takes long to write and to make room
 * for, and is to be held once.
 */
class LargeStateTest {

  private static final int RETURNING = 3;

  static Stream<GroupConfiguration> groups() {
    return Stream.of(
        GroupConfiguration.of(
            "consistent",
            Membership.consistent(List.of(new ServerId(1), new ServerId(2), new ServerId(3)))),
        GroupConfiguration.of("available", Membership.available()));
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aStateIsWrittenOnceHoweverLongThatTakes(GroupConfiguration configuration) {
    PlayedGroup group = new PlayedGroup(configuration, Rules.STANDARD);
    group.start(1, 2, RETURNING);
    group.add(1);
    PlayedServer master = group.master();
    master.captureFor(3 * configuration.timings().synchronization());
    int before = master.captures();

    PlayedServer returning = group.begin(RETURNING);
    group.await("in sync", () -> returning.view().isInSync());

    assertThat(master.captures() - before).isEqualTo(1);
    assertThat(PlayedGroup.told(returning, EventType.SYNCHRONIZATION_FAILED)).isEmpty();
    assertThat(returning.sum()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void whoStoodStillItselfDoesNotGiveUpAMasterThatAnswered(GroupConfiguration configuration) {
    PlayedGroup group = new PlayedGroup(configuration, Rules.STANDARD);
    group.start(1, 2, RETURNING);
    group.add(1);

    PlayedServer returning = group.begin(RETURNING);
    group.await(
        "begun", () -> !PlayedGroup.told(returning, EventType.SYNCHRONIZATION_STARTED).isEmpty());
    returning.standStillFor(2 * configuration.timings().synchronization());
    group.await("in sync", () -> returning.view().isInSync());

    assertThat(PlayedGroup.told(returning, EventType.SYNCHRONIZATION_FAILED)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void whatAServerKeepsDoesNotKeepTheArrayThatItArrivedIn(GroupConfiguration configuration) {
    PlayedGroup group = new PlayedGroup(configuration, Rules.STANDARD);
    group.start(1, 2, RETURNING);
    group.add(1);

    PlayedServer returning = group.begin(RETURNING);
    returning.spoilHeads();
    group.await("in sync", () -> returning.view().isInSync());
    group.add(2);

    assertThat(PlayedGroup.told(returning, EventType.SYNCHRONIZATION_FAILED)).isEmpty();
    assertThat(group.master().sum()).isEqualTo(3);
    group.await("executed", () -> returning.sum() == 3);
    assertThat(returning.view().digest()).isEqualTo(group.master().view().digest());
  }
}
