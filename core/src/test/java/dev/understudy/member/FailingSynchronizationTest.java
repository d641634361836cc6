package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Limits;
import dev.understudy.group.Membership;
import dev.understudy.group.ServerId;
import dev.understudy.group.TestLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Protocol section 7, recovery step 2: a synchronization that the master serves and that fails all
 * the same ends, after three attempts, in a terminated server that says why; the rest goes on.
 */
class FailingSynchronizationTest {

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
  void aServiceThatRefusesTheState(GroupConfiguration configuration) {
    PlayedGroup group = started(configuration);
    PlayedServer server = group.begin(RETURNING);
    server.failRestores();

    requireTerminated(group, server, "the service cannot read it");
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aStateThatArrivesDamaged(GroupConfiguration configuration) {
    PlayedGroup group = started(configuration);
    group.master().damageChunks();

    requireTerminated(group, group.begin(RETURNING), "wrong checksum");
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aStateThatIsLargerThanTheLimit(GroupConfiguration configuration) {
    PlayedGroup group =
        started(configuration.with(TestLimits.with(Map.of("stateBytes", PlayedGroup.STATE_BYTES))));

    requireTerminated(group, group.begin(RETURNING), "the state is larger than the limit");
  }

  @ParameterizedTest
  @MethodSource("groups")
  void aBackupWhoseDigestDiffersAndThatCannotBeRepaired(GroupConfiguration configuration) {
    PlayedGroup group = new PlayedGroup(configuration, Rules.STANDARD);
    group.start(1, 2, 3);
    group.add(1);
    PlayedServer backup = group.backup(0);
    backup.failRestores();
    backup.corrupt();
    group.add(2);

    requireTerminated(group, backup, "the service cannot read it");
  }

  private static PlayedGroup started(GroupConfiguration configuration) {
    PlayedGroup group = new PlayedGroup(configuration, Rules.STANDARD);
    if (configuration.membership().isConsistent()) {
      group.start(1, 2, 3);
    } else {
      group.start(1, 2);
    }
    group.add(1);
    if (group.master().view().self().equals(new ServerId(RETURNING))) {
      throw new AssertionError("the lowest number is the first master");
    }
    return group;
  }

  private static void requireTerminated(PlayedGroup group, PlayedServer server, String reason) {
    group.await("terminated", () -> !server.departure().isEmpty());

    List<Event> terminated = PlayedGroup.told(server, EventType.SERVER_TERMINATED);
    assertThat(terminated).hasSize(1);
    assertThat(String.valueOf(terminated.get(0).details().get("reason")))
        .startsWith("synchronization failed 3 times: ")
        .contains(reason);
    assertThat(PlayedGroup.told(server, EventType.SYNCHRONIZATION_FAILED))
        .filteredOn(event -> Boolean.TRUE.equals(event.details().get("counts")))
        .hasSize(Limits.DEFAULT.synchronizationAttempts());
    long before = group.master().sum();
    group.add(5);
    assertThat(group.master().sum()).isEqualTo(before + 5);
  }
}
