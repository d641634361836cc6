package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.log.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an inconsistent server is brought back: alignment, synchronization, state assignment. */
class RecoveryStepsTest {

  private static final Bytes STATE = Bytes.utf8("no state at all");

  private final TestedGroup group = TestedGroup.available();

  private TestedServer masterAlone() {
    TestedServer server = group.start(1);
    group.run(3_000);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
    return server;
  }

  @Test
  void aMasterStepsDownForTheNameServerMasterOnceThatHasWonTheDirectComparison() {
    TestedServer server = masterAlone();
    group.nameServerNames(2, TestedGroup.epoch(1, 2));
    group.run(1_100);
    assertThat(group.sent(1, 2, MonitoringMessage.Comparison.class)).isNotEmpty();
    assertThat(server.view().role()).isEqualTo(Role.MASTER);

    group.receive(
        2, 1, new MonitoringMessage.ComparisonWon(group.registration(2, TestedGroup.epoch(1, 2))));
    assertThat(server.view().role()).isEqualTo(Role.BACKUP);
    assertThat(server.master()).isEqualTo(2);
    assertThat(server.events())
        .containsSubsequence(
            EventType.INCONSISTENCY_DETECTED,
            EventType.MASTER_STEPPED_DOWN,
            EventType.SERVER_ALIGNED,
            EventType.SYNCHRONIZATION_STARTED);
  }

  @Test
  void aMasterThatHearsNothingOfTheNameServerMasterRegistersAgainAndStays() {
    TestedServer server = masterAlone();
    int before = group.registrations().size();
    long counter = group.registrations().get(before - 1).counter();
    group.nameServerNames(2, TestedGroup.epoch(1, 2));
    group.run(2_000);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
    assertThat(group.registrations().get(group.registrations().size() - 1).counter())
        .isGreaterThan(counter);
  }

  @Test
  void aServerDownloadsTheStateOfItsMasterWhichKeepsServingAndIsABackupThen() {
    TestedServer master = masterAlone();
    execute(master, 0, "a");
    TestedServer late = group.start(2);
    execute(master, 1, "b");
    group.run(2_000);
    assertThat(late.events())
        .containsSubsequence(
            EventType.SYNCHRONIZATION_STARTED, EventType.SYNCHRONIZATION_COMPLETED);
    assertThat(late.state()).isEqualTo("ab").isEqualTo(master.state());
    assertThat(late.view().role()).isEqualTo(Role.BACKUP);
    assertThat(late.view().isInSync()).isTrue();
    assertThat(late.view().digest()).isEqualTo(master.view().digest());
  }

  @Test
  void aServerWhoseSynchronizationAlwaysFailsTerminates() {
    TestedGroup consistent = TestedGroup.consistent(1, 2, 3);
    TestedServer standby = consistent.start(4);
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(standby.departures()).isEmpty();
      serveBadly(consistent, attempt);
      consistent.run(200);
    }
    assertThat(standby.departures()).hasSize(1);
    assertThat(standby.departures().get(0).failed()).isTrue();
    assertThat(standby.departures().get(0).reason()).startsWith("synchronization failed 3 times");
    assertThat(standby.events())
        .containsSubsequence(EventType.SYNCHRONIZATION_FAILED, EventType.SERVER_TERMINATED);
  }

  @Test
  void aServerTellsHowLargeTheStateIsThatItFetches() {
    TestedGroup consistent = TestedGroup.consistent(1, 2, 3);
    TestedServer standby = consistent.start(4);
    assertThat(standby.view().totalStateBytes()).isZero();

    offer(consistent, 1);
    assertThat(standby.view().totalStateBytes()).isEqualTo(STATE.length());
    assertThat(standby.view().receivedStateBytes()).isZero();

    serveBadly(consistent, 1);
    assertThat(standby.view().totalStateBytes()).isZero();
  }

  @Test
  void aMasterThatDoesNotServeTheStateTerminatesNobody() {
    TestedGroup consistent = TestedGroup.consistent(1, 2, 3);
    TestedServer standby = consistent.start(4);
    for (int attempt = 1; attempt <= 10; attempt++) {
      announce(consistent);
      consistent.run(2_200);
    }
    assertThat(standby.events()).contains(EventType.SYNCHRONIZATION_FAILED);
    assertThat(standby.departures()).isEmpty();
  }

  @Test
  void aServerOfHigherPriorityTakesTheMastershipOverOnce() {
    masterAlone();
    TestedServer heavy = group.start(2, Priority.ofWeight(5));
    group.run(5_000);
    assertThat(heavy.view().role()).isEqualTo(Role.BACKUP);
    group.run(20_000);
    assertThat(heavy.view().role()).isEqualTo(Role.MASTER);
    assertThat(group.server(1).view().role()).isEqualTo(Role.BACKUP);
    assertThat(heavy.events().stream().filter(EventType.TAKEOVER_COMPLETED::equals).count())
        .isEqualTo(1);
  }

  @Test
  void equalPrioritiesMoveNoMastership() {
    TestedServer master = masterAlone();
    TestedServer other = group.start(2);
    group.run(30_000);
    assertThat(master.view().role()).isEqualTo(Role.MASTER);
    assertThat(other.view().role()).isEqualTo(Role.BACKUP);
  }

  @Test
  void twoMastersBecomeOneWhenTheyHearOfEachOther() {
    TestedServer one = masterAlone();
    TestedServer two = group.start(2);
    group.run(2_000);
    group.isolate(2);
    group.nameServerIsSilent();
    group.run(2_000);
    assertThat(List.of(one.view().role(), two.view().role())).containsOnly(Role.MASTER);

    group.join(2);
    group.nameServerAnswers();
    group.run(5_000);
    assertThat(List.of(one.view().role(), two.view().role()))
        .containsExactlyInAnyOrder(Role.MASTER, Role.BACKUP);
    assertThat(one.master()).isEqualTo(two.master());
  }

  private static void announce(TestedGroup consistent) {
    consistent.receive(1, 4, new ElectionMessage.Announcement(TestedGroup.epoch(1, 1)));
  }

  /** Server 1, which the test plays, offers server 4 a state whose checksum is wrong. */
  private static void offer(TestedGroup consistent, int attempt) {
    announce(consistent);
    List<SynchronizationMessage.SynchronizationRequest> asked =
        consistent.sent(4, 1, SynchronizationMessage.SynchronizationRequest.class);
    consistent.receive(
        1,
        4,
        new SynchronizationMessage.Offer(
            asked.get(asked.size() - 1).attempt(),
            TestedGroup.epoch(1, 1),
            attempt,
            STATE.length(),
            1234));
  }

  /** And gives it. */
  private static void serveBadly(TestedGroup consistent, int attempt) {
    offer(consistent, attempt);
    consistent.receive(
        1,
        4,
        new SynchronizationMessage.Chunk(
            attempt, 0, STATE, dev.understudy.monitoring.Checksum.of(STATE)));
  }

  private void execute(TestedServer master, long sequence, String payload) {
    Requests.send(master, Requests.session(group, master), sequence, payload);
    group.run(50);
  }
}
