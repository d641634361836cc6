package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.client.ClientReply;
import dev.understudy.client.Refusal;
import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.Input;
import dev.understudy.member.ReplicationMessage.Accepted;
import dev.understudy.member.ReplicationMessage.Append;
import dev.understudy.member.ReplicationMessage.Refused;
import dev.understudy.member.SynchronizationMessage.SynchronizationRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules marked (+) in sections 3, 4 and 8 of the protocol. */
final class NormalOperationTest {

  /** Section 3. */
  @Test
  void aMessageOfAnotherConfigurationIsRefusedWithAnEvent() {
    Stage stage = Stage.consistent(3);
    Actor backup = stage.server(2);
    Epoch above = backup.view().epoch().next(new ServerId(3), new Incarnation(1, 1));
    backup.receive(
        new Input.Received(
            new ServerId(3),
            stage.server(3).incarnation(),
            stage.configuration().hash() + 1,
            new WillYou(above, backup.view().log().lastKey())));
    stage.pass(5);
    assertEquals(1, stage.events(EventType.CONFIGURATION_REFUSED).size());
    assertEquals(List.of(1), stage.masters());
    assertFalse(backup.view().promised().equals(above));
  }

  /** Section 4: the new master executed it as a backup, but nobody knows yet that it survives. */
  @Test
  void aRetryIsNotAnsweredFromTheSessionTableBeforeTheEntryIsCommitted() {
    Stage stage = Stage.consistent(3);
    SessionId session = stage.server(1).open();
    stage.pass(100);
    stage.cut(1, 3);
    stage.cutOneWay(2, 1);
    stage.server(1).request(session, 1, "a");
    stage.until(() -> stage.server(2).executed().equals(List.of("a")));
    stage.cut(1, 2);
    for (int told = 2; told <= 3; told++) {
      stage.server(told).receive(new Input.ServerLost(new ServerId(1)));
    }
    stage.until(() -> stage.isMaster(2));
    stage.cut(2, 3);
    stage.server(2).request(session, 1, "a");
    stage.pass(100);
    assertTrue(stage.isMaster(2));
    assertFalse(stage.isAnswered(1));
    stage.mend();
    stage.until(() -> stage.isWhole() && stage.masters().size() == 1);
    stage.server(stage.masters().get(0)).request(session, 1, "a");
    stage.until(() -> stage.isAnswered(1));
    assertEquals(List.of("a"), stage.server(3).executed());
  }

  /** Section 4: server 3 voted for nobody; what it accepts binds it all the same. */
  @Test
  void whoAcceptsAnAppendHearsNoMasterOfAnEpochBelowItAnyMore() {
    Stage stage = Stage.consistent(3);
    Actor backup = stage.server(3);
    Incarnation ofTwo = stage.server(2).incarnation();
    Epoch above = backup.view().epoch().next(new ServerId(2), ofTwo);
    Append append = new Append(above, 0, backup.view().log().lastKey(), List.of(), 0, InSync.NONE);
    long hash = stage.configuration().hash();
    backup.receive(new Input.Received(new ServerId(2), ofTwo, hash, append));
    assertEquals(above, backup.view().promised());
    stage.pass(60);
    assertEquals(List.of(new Refused(above)), stage.sent(Refused.class, 3).subList(0, 1));
  }

  /** Section 4: the old master's tail is longer than what the new one has proved equal. */
  @Test
  void anAcknowledgementNamesWhatTheAppendVerifiedAndNotTheLastEntryHeld() {
    Stage stage = Stage.consistent(3);
    SessionId session = stage.server(1).open();
    stage.pass(100);
    stage.cut(1, 2, 3);
    for (int i = 1; i <= 5; i++) {
      stage.server(1).request(session, i, "lost " + i);
    }
    int newMaster = stage.otherMaster(1);
    Epoch epoch = stage.server(newMaster).view().epoch();
    long forked = stage.server(newMaster).view().lastIndex();
    stage.mend();
    stage.until(stage::isWhole);
    List<Accepted> ofOldMaster =
        stage.sent(Accepted.class, 1).stream()
            .filter(accepted -> accepted.epoch().equals(epoch))
            .toList();
    assertFalse(ofOldMaster.isEmpty());
    assertTrue(ofOldMaster.stream().allMatch(one -> one.verifiedIndex() <= forked));
    assertEquals(stage.server(newMaster).executed(), stage.server(1).executed());
  }

  /** Section 4: a state of executed, uncommitted entries is worth nothing without their log. */
  @Test
  void aSnapshotBringsTheLogFromTheCommitIndexOn() {
    Stage stage = Stage.consistent(5);
    SessionId session = stage.server(1).open();
    stage.server(1).request(session, 1, "committed");
    stage.until(() -> stage.isAnswered(1) && stage.isWhole());
    stage.pass(100);
    stage.end(5);
    stage.start(5);
    stage.hold(SynchronizationRequest.class, 5, 1);
    stage.until(stage::holdsSome);
    stage.cut(1, 2, 3);
    stage.server(1).request(session, 2, "uncommitted");
    stage.letGo();
    stage.until(() -> stage.server(5).executed().size() == 2);
    long committed = stage.server(5).view().commitIndex();
    EntryKey last = stage.server(1).view().log().lastKey();
    assertEquals(last, stage.server(5).view().log().lastKey());
    assertTrue(last.index() > committed);
    for (long index = committed + 1; index <= last.index(); index++) {
      assertTrue(stage.server(5).view().log().holds(index));
    }
  }

  /** Section 8: its owner may have been answered in a session that has expired here. */
  @Test
  void aRequestOfAnUnknownSessionIsRefusedAndOpensNoNewOne() {
    Stage stage = Stage.consistent(3);
    Actor master = stage.server(1);
    long before = master.view().lastIndex();
    SessionId unknown = new SessionId(new EntryKey(master.view().epoch(), 999));
    master.request(unknown, 1, "again");
    stage.pass(50);
    ClientReply.Refused refused = stage.replies(ClientReply.Refused.class).get(0);
    assertEquals(Refusal.SESSION_EXPIRED, refused.refusal());
    assertEquals(before, master.view().lastIndex());
    assertEquals(List.of(), master.executed());
    assertEquals(0, master.view().sessions());
  }

  /** Section 8: the first message came just before the server was master, the second just after. */
  @Test
  void aRequestIsNotTakenBeforeTheOneThatGoesBeforeItInItsSession() {
    Stage stage = Stage.consistent(3);
    SessionId session = stage.server(1).open();
    stage.pass(200);
    Actor successor = stage.server(2);
    stage.end(1);
    successor.request(session, 0, "first");
    successor.receive(new Input.ServerLost(new ServerId(1)));
    stage.server(3).receive(new Input.ServerLost(new ServerId(1)));
    stage.until(() -> stage.isMaster(2));
    successor.requestAfter(session, 0, 1, "second");
    successor.request(session, 0, "first");
    successor.requestAfter(session, 0, 1, "second");
    stage.until(() -> stage.isAnswered(1));
    assertEquals(List.of("first", "second"), successor.executed());
    assertEquals(
        List.of(new ClientReply.Refused(session, 1, Refusal.OUT_OF_ORDER)),
        stage.replies(ClientReply.Refused.class));
  }
}
