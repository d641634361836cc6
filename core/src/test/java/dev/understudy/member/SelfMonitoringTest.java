package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.Role;
import dev.understudy.log.EntryKey;
import dev.understudy.monitoring.Trigger;
import dev.understudy.registry.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a server checks itself, and what it finds (protocol section 7). */
class SelfMonitoringTest {

  private static final long CHECK = 1_000;

  private final TestedGroup available = TestedGroup.available();
  private final TestedGroup consistent = TestedGroup.consistent(1, 2, 3);

  private TestedServer masterAlone() {
    TestedServer server = available.start(1);
    available.run(3_000);
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
    server.events().clear();
    return server;
  }

  @Test
  void aMasterThatTheNameServerDoesNotNameFindsItselfInconsistent() {
    TestedServer server = masterAlone();
    available.nameServerNames(2, TestedGroup.epoch(1, 2));
    available.run(CHECK);
    assertThat(server.events()).contains(EventType.INCONSISTENCY_DETECTED);
  }

  @Test
  void aMasterThatTheNameServerNamesStaysMaster() {
    TestedServer server = masterAlone();
    available.run(CHECK);
    assertThat(server.events()).containsOnly(EventType.CHECK_COMPLETED);
    assertThat(server.view().lastCheck().result()).isEqualTo("agreement");
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void aBackupOfAnotherThanTheNameServerMasterFindsItselfInconsistentAndFollowsThatOne() {
    TestedServer backup = TestedGroup.backupOfOne(consistent);
    consistent.nameServerNames(2, TestedGroup.epoch(2, 2));
    backup.give(new Input.Triggered(Trigger.TIMER));
    consistent.receive(1, 3, progress(backup));
    consistent.run(250);
    assertThat(backup.events())
        .contains(EventType.INCONSISTENCY_DETECTED, EventType.SERVER_ALIGNED);
    assertThat(backup.master()).isEqualTo(2);
    assertThat(consistent.sent(3, 2, SynchronizationMessage.SynchronizationRequest.class))
        .isNotEmpty();
  }

  @Test
  void aBackupOfTheNameServerMasterIsConsistent() {
    TestedServer backup = TestedGroup.backupOfOne(consistent);
    consistent.nameServerNames(1, TestedGroup.epoch(1, 1));
    consistent.trigger(3, Trigger.TIMER);
    consistent.receive(1, 3, progress(backup));
    assertThat(backup.view().lastCheck().result()).isEqualTo("agreement");
    assertThat(backup.master()).isEqualTo(1);
  }

  @Test
  void aBackupThatNamesTheRightMasterAndHearsNothingOfItIsNotConsistent() {
    TestedServer backup = TestedGroup.backupOfOne(consistent);
    consistent.nameServerNames(1, TestedGroup.epoch(1, 1));
    consistent.run(295);
    consistent.trigger(3, Trigger.TIMER);
    consistent.run(10);
    consistent.receive(1, 3, progress(backup));
    assertThat(backup.view().lastCheck().result()).isNotEqualTo("agreement");
  }

  @Test
  void aNameServerThatIsSilentIsReportedAsUnknownAndNeverAsAgreement() {
    TestedServer server = masterAlone();
    available.nameServerIsSilent();
    available.run(2 * CHECK);
    assertThat(server.view().lastCheck().result()).isEqualTo("unknown");
    assertThat(server.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void aMasterThatTheNameServerDoesNotKnowYetRegistersAgain() {
    TestedServer server = masterAlone();
    long before = counter();
    available.nameServerSays(new Answer.NoMaster(server.view().inSync()));
    available.run(CHECK);
    assertThat(server.view().lastCheck().result()).isEqualTo("nameserverbehind");
    assertThat(counter()).isGreaterThan(before);
  }

  private long counter() {
    return available.registrations().get(available.registrations().size() - 1).counter();
  }

  @Test
  void theTimerStartsTheCheckWhenItsTimeIsOverAndNotBefore() {
    TestedServer server = available.start(1);
    available.run(CHECK - 10);
    assertThat(server.events()).doesNotContain(EventType.CHECK_COMPLETED);
    available.run(20);
    assertThat(server.events()).contains(EventType.CHECK_COMPLETED);
  }

  @Test
  void theTimerIsArmedAgainAfterACheckThatFoundNothing() {
    TestedServer server = masterAlone();
    available.run(5 * CHECK);
    assertThat(server.events()).containsOnly(EventType.CHECK_COMPLETED);
    assertThat(server.events()).hasSizeBetween(4, 5);
  }

  @Test
  void theTimerIsArmedAgainAfterARecoveryThatDidNotHelp() {
    TestedServer server = masterAlone();
    available.nameServerNames(2, TestedGroup.epoch(1, 2));
    available.run(6 * CHECK);
    assertThat(server.events().stream().filter(EventType.INCONSISTENCY_DETECTED::equals).count())
        .isGreaterThan(1);
  }

  @Test
  void theNameServerTriggersACheckOfAServerWhoseTimerIsNotDue() {
    masterAlone();
    int before = available.lookups();
    available.trigger(1, Trigger.DUPLICATE_REGISTRATION);
    assertThat(available.lookups()).isEqualTo(before + 1);
  }

  @Test
  void theOriginalMasterChecksItselfWhenAnotherMasterIsHeard() {
    TestedServer server = masterAlone();
    available.run(150);
    int before = available.lookups();
    available.receive(2, 1, new ElectionMessage.Announcement(TestedGroup.epoch(1, 2)));
    assertThat(available.lookups()).isEqualTo(before + 1);
    assertThat(server.view().lastCheck().trigger()).isEqualTo(Trigger.ORIGINAL_MASTER);
  }

  @Test
  void aBackupChecksItselfWhenAnotherMasterThanItsOwnIsHeard() {
    TestedGroup.backupOfOne(consistent);
    int before = consistent.lookups();
    consistent.receive(2, 3, new ElectionMessage.Announcement(TestedGroup.epoch(1, 2)));
    assertThat(consistent.lookups()).isEqualTo(before + 1);
  }

  @Test
  void aTriggerDuringACheckCausesExactlyOneMore() {
    TestedGroup.backupOfOne(consistent);
    int before = consistent.lookups();
    for (int i = 0; i < 5; i++) {
      consistent.trigger(3, Trigger.OPERATOR);
    }
    consistent.runUnderOne(900);
    assertThat(consistent.lookups()).isEqualTo(before + 2);
  }

  /** The answer of server 1, which the test plays, to the last question of a check. */
  private MonitoringMessage progress(TestedServer backup) {
    consistent.work();
    List<MonitoringMessage.ProgressQuestion> asked =
        consistent.sent(3, 1, MonitoringMessage.ProgressQuestion.class);
    return new MonitoringMessage.ProgressAnswer(
        asked.get(asked.size() - 1).nonce(),
        true,
        backup.view().epoch(),
        EntryKey.NONE.index(),
        backup.view().priority());
  }
}
