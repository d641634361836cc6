package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Priority;
import dev.understudy.group.TestLimits;
import dev.understudy.log.SessionId;
import dev.understudy.member.Input;
import dev.understudy.member.Rules;
import dev.understudy.member.SynchronizationMessage.MayTerminate;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import dev.understudy.monitoring.Trigger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules marked (+) in sections 7 and 9 of the protocol. */
final class SelfMonitoringTest {

  /** Section 7: server 4, a standby, hears of nobody but the name server. */
  @Test
  void theCheckTimerIsArmedAgainAfterARecoveryThatFailed() {
    Stage stage = Stage.consistent(3);
    stage.start(4);
    stage.until(() -> stage.server(4).view().isInSync());
    stage.cut(4, 1, 2, 3);
    stage.until(() -> !stage.events(EventType.SYNCHRONIZATION_FAILED).isEmpty());
    long before = checksByTimer(stage, 4);
    stage.pass(10 * stage.configuration().timings().check());
    assertTrue(checksByTimer(stage, 4) >= before + 3);
  }

  private static long checksByTimer(Stage stage, int server) {
    return stage.events(EventType.CHECK_COMPLETED).stream()
        .filter(event -> event.server().number() == server)
        .filter(event -> "timer".equals(event.details().get("trigger")))
        .count();
  }

  /** Section 7: each of two masters is told that the other one is the name-server master. */
  @Test
  void twoMastersDoNotBothFollowEachOtherWhenTwoNameServersEachHearOneHalf() {
    Stage stage = new Stage(Stage.availableGroup(), Rules.STANDARD, 2).led(2);
    stage.deafen(0, 1);
    stage.deafen(1, 2);
    stage.tie(1, 0);
    stage.tie(2, 1);
    stage.cut(1, 2);
    stage.until(() -> stage.masters().equals(List.of(1, 2)));
    stage.pass(2 * stage.configuration().timings().lease());
    for (int server = 1; server <= 2; server++) {
      stage.server(server).receive(new Input.Triggered(Trigger.DUPLICATE_REGISTRATION));
    }
    stage.pass(100);
    assertEquals(List.of(1, 2), stage.masters());
    stage.mend();
    for (int i = 0; i < 3_000; i++) {
      stage.pass(1);
      assertFalse(stage.masters().isEmpty());
    }
    assertEquals(1, stage.masters().size());
    assertTrue(stage.isWhole());
  }

  /** Section 7: the name-server master reaches neither; who hears another one need not wait. */
  @Test
  void twoMastersThatHearEachOtherBecomeOneThoughNeitherHearsTheNameServerMaster() {
    Stage stage = threeMasters();
    stage.mend();
    stage.cut(1, 2, 3);
    stage.until(() -> stage.masters().size() == 2);
    int alignments = stage.events(EventType.SERVER_ALIGNED).size();
    stage.pass(10 * check(stage));
    assertEquals(2, stage.masters().size());
    assertEquals(alignments, stage.events(EventType.SERVER_ALIGNED).size());
    stage.mend();
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
  }

  /** Section 7: whom everybody hears need not be the one who answers. */
  @Test
  void twoMastersBecomeOneThoughTheOneThatTheNameServerNamesIsHeardAndHearsNobody() {
    Stage stage = threeMasters();
    stage.mend();
    stage.cutOneWay(2, 1);
    stage.cutOneWay(3, 1);
    stage.until(() -> stage.masters().size() == 2);
  }

  /** Section 7: nobody names a master to them, and they can tell by themselves. */
  @Test
  void twoMastersThatHearEachOtherBecomeOneThoughNoNameServerAnswers() {
    Stage stage = twoMasters(Stage.availableGroup());
    stage.mend();
    stage.cut(Stage.NAME_SERVER, 1, 2);
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
  }

  /** Section 7: what each of them sends to the other is that it lacks too much. */
  @Test
  void twoMastersThatAreFarApartBecomeOneThoughNoNameServerAnswers() {
    GroupConfiguration few =
        Stage.availableGroup().with(TestLimits.with(Map.of("retainedEntries", 4)));
    Stage stage = twoMasters(few);
    stage.cut(Stage.NAME_SERVER, 1, 2);
    for (int server = 1; server <= 2; server++) {
      SessionId session = stage.server(server).open();
      for (int sequence = 1; sequence <= 20; sequence++) {
        stage.server(server).request(session, sequence, "many");
      }
    }
    stage.pass(check(stage));
    stage.mend();
    stage.cut(Stage.NAME_SERVER, 1, 2);
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
  }

  /** Section 7: they do not know each other, and announced themselves while they were apart. */
  @Test
  void twoMastersThatBeganApartBecomeOneWhenTheClusterChangesThoughNoNameServerAnswers() {
    Stage stage = new Stage(Stage.availableGroup(), Rules.STANDARD, 0);
    stage.cut(1, 2);
    stage.start(1);
    stage.start(2);
    stage.until(() -> stage.masters().equals(List.of(1, 2)));
    stage.mend();
    for (int i = 0; i < 2; i++) {
      // the first word of a server that one has not met is only the occasion to meet it
      stage.server(1).receive(new Input.Triggered(Trigger.CLUSTER_CHANGE));
    }
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
  }

  /** Section 7: whom only one of the two hears is asked, and not overbidden. */
  @Test
  void aMasterThatHearsAnotherWhichDoesNotHearItKeepsItsEpochWithoutANameServer() {
    Stage stage = twoMasters(Stage.availableGroup());
    stage.pass(2 * check(stage));
    int elections = stage.events(EventType.MASTER_ELECTED).size();
    stage.mend();
    stage.cut(Stage.NAME_SERVER, 1, 2);
    stage.cutOneWay(1, 2);
    stage.pass(5 * check(stage));
    assertEquals(List.of(1, 2), stage.masters());
    assertEquals(elections, stage.events(EventType.MASTER_ELECTED).size());
  }

  /** Masters 1 to 3, each alone, all of which the name server hears. */
  private static Stage threeMasters() {
    Stage stage = Stage.available(3);
    stage.cut(1, 2, 3);
    stage.cut(2, 3);
    stage.until(() -> stage.masters().equals(List.of(1, 2, 3)));
    stage.pass(2 * check(stage));
    return stage;
  }

  /** Masters 1 and 2, each alone, both of which the name server hears. */
  private static Stage twoMasters(GroupConfiguration configuration) {
    Stage stage = new Stage(configuration, Rules.STANDARD, 1).led(2);
    stage.cut(1, 2);
    stage.until(() -> stage.masters().equals(List.of(1, 2)));
    return stage;
  }

  private static long check(Stage stage) {
    return stage.configuration().timings().check();
  }

  /** Section 7: a master that does not answer says nothing about the server that asks it. */
  @Test
  void anAttemptThatTheMasterDidNotServeIsNotCountedAsFailed() {
    Stage stage = withAnOldMastersTail();
    stage.hold(SynchronizationRequest.class, 1, stage.otherMaster(1));
    stage.mend();
    int most = stage.configuration().limits().synchronizationAttempts();
    long attempt = stage.configuration().timings().synchronization();
    stage.pass((most + 2) * attempt * 2);
    assertTrue(stage.events(EventType.SYNCHRONIZATION_FAILED).size() > most);
    assertFalse(stage.server(1).hasDeparted());
    assertEquals(List.of("lost"), stage.server(1).executed());
    assertFalse(stage.server(1).view().isInSync());
    stage.letGo();
    stage.until(stage::isWhole);
    assertEquals(List.of(), stage.server(1).executed());
  }

  /** Section 7: without that word, all three might go for the same reason, one after the other. */
  @Test
  void aServerThatCannotSynchronizeTerminatesOnlyWhenItsMasterCanSpareIt() {
    Stage stage = withAnOldMastersTail();
    stage.server(1).refuseStates(true);
    stage.hold(MayTerminate.class, 1, stage.otherMaster(1));
    stage.mend();
    stage.pass(5_000);
    assertTrue(stage.holdsSome());
    assertFalse(stage.server(1).hasDeparted());
    stage.letGo();
    stage.until(() -> stage.server(1).hasDeparted());
    assertEquals(1, stage.events(EventType.SERVER_TERMINATED).size());
    assertEquals(1, stage.masters().size());
  }

  /** Section 7: or two servers whose priorities change would have the mastership move all day. */
  @Test
  void mastershipMovesToAHigherPriorityOncePerCooldownOfTheEpochsOwnClock() {
    Stage stage = Stage.consistent(3);
    long cooldown = stage.configuration().timings().takeoverCooldown();
    for (int target : List.of(2, 3)) {
      int before = stage.masters().get(0);
      stage.server(target).receive(new Input.PriorityChanged(Priority.ofWeight(target)));
      stage.pass(cooldown - 1_500);
      assertEquals(List.of(before), stage.masters());
      stage.until(() -> stage.masters().equals(List.of(target)));
    }
  }

  /** Section 9: what differs again after a repair cannot be repaired by another one. */
  @Test
  void aSecondMismatchAfterASynchronizationIsReportedAndNotRepairedAgain() {
    Stage stage = Stage.consistent(3);
    SessionId session = stage.server(1).open();
    stage.server(3).err();
    stage.server(1).request(session, 1, "once");
    stage.until(() -> mismatches(stage, false) > 0 && !stage.isWhole());
    stage.until(stage::isWhole);
    stage.pass(500);
    assertEquals(1, mismatches(stage, false));
    int synchronizations = stage.events(EventType.SYNCHRONIZATION_STARTED).size();
    stage.server(1).request(session, 2, "twice");
    stage.pass(3_000);
    assertEquals(1, mismatches(stage, true));
    assertEquals(synchronizations, stage.events(EventType.SYNCHRONIZATION_STARTED).size());
  }

  private static long mismatches(Stage stage, boolean nonDeterministic) {
    return stage.events(EventType.DIGEST_MISMATCH).stream()
        .filter(event -> Long.valueOf(3).equals(event.details().get("differs")))
        .filter(
            event ->
                Boolean.valueOf(nonDeterministic).equals(event.details().get("nonDeterministic")))
        .count();
  }

  /** Server 1 was master, executed what nobody else has, and is cut off from its successor. */
  private static Stage withAnOldMastersTail() {
    Stage stage = Stage.consistent(3);
    SessionId session = stage.server(1).open();
    stage.pass(100);
    stage.cut(1, 2, 3);
    stage.server(1).request(session, 1, "lost");
    stage.otherMaster(1);
    stage.until(() -> !stage.isMaster(1));
    return stage;
  }
}
