package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.SessionId;
import dev.understudy.member.AdmissionMessage.Hello;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.Input;
import dev.understudy.member.Rules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules marked (+) in sections 1 and 5 of the protocol that are about lost memory. */
final class LossOfMemoryTest {

  /** Section 1: nobody is left who could tell it which epochs it had. */
  @Test
  void aServerThatLostItsMemoryUsesNoEpochAgain() {
    Stage stage = new Stage(Stage.availableGroup(), Rules.STANDARD, 0).led(1);
    Epoch before = stage.server(1).view().epoch();
    stage.end(1);
    stage.start(1);
    stage.until(() -> stage.isMaster(1));
    Epoch after = stage.server(1).view().epoch();
    assertEquals(before.number(), after.number());
    assertNotEquals(before, after);
  }

  /** Section 5: by default the lowest server ID wins, but not if it has nothing. */
  @Test
  void aMasterThatExecutedNothingLosesToOneThatDid() {
    Stage stage = Stage.available(2);
    SessionId session = stage.server(1).open();
    stage.server(1).request(session, 1, "precious");
    stage.until(() -> stage.isAnswered(1) && stage.isWhole());
    stage.end(1);
    stage.until(() -> stage.isMaster(2));
    stage.cut(1, 2, Stage.NAME_SERVER);
    stage.start(1);
    stage.until(() -> stage.masters().equals(List.of(1, 2)));
    stage.mend();
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
    assertEquals(List.of(2), stage.masters());
    assertEquals(List.of("precious"), stage.server(1).executed());
  }

  /**
   * Section 2, promise 3: the clock went back between two lives of server 1, and server 3, which
   * was away, knows only the first. It ends the second one, and with it what that answered.
   */
  @Test
  void aServerOfAnAvailableGroupThatIsTakenForADeadLifeReportsWhatMayBeLost() {
    Stage stage = new Stage(Stage.availableGroup(), Rules.STANDARD, 1);
    stage.start(3);
    stage.until(() -> stage.isMaster(3));
    stage.start(1, stage.now() + 1_000_000);
    stage.until(stage::isWhole);
    stage.end(1);
    stage.cut(3, 1, Stage.NAME_SERVER);
    stage.pass(2 * stage.configuration().timings().lease());
    stage.start(1);
    stage.until(() -> stage.isMaster(1));
    SessionId session = stage.server(1).open();
    stage.server(1).request(session, 1, "precious");
    stage.until(() -> stage.isAnswered(1));
    stage.mend();
    int before = stage.events(EventType.POSSIBLE_LOSS).size();
    stage.until(() -> stage.server(1).hasDeparted());
    assertEquals(before + 1, stage.events(EventType.POSSIBLE_LOSS).size());
  }

  /** Section 5: the newest in-sync set contains its number, but not this life of it. */
  @Test
  void aServerThatBeginsAnewWhereAGroupWasReportsWhatMayBeLost() {
    Stage stage = Stage.available(1);
    SessionId session = stage.server(1).open();
    stage.server(1).request(session, 1, "precious");
    stage.until(() -> stage.isAnswered(1));
    assertEquals(List.of(), stage.events(EventType.POSSIBLE_LOSS));
    stage.end(1);
    stage.start(1);
    stage.until(() -> stage.isMaster(1));
    assertEquals(1, stage.events(EventType.POSSIBLE_LOSS).size());
  }

  /** Section 5, the known hole: the promise is of a life that the sender no longer remembers. */
  @Test
  void aPromiseDoesNotCountOnceAnotherOneNamesALaterLifeOfItsSender() {
    Stage stage = withAnOldPromise(Rules.STANDARD);
    assertFalse(stage.isMaster(2));
    stage.mend();
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
    for (int server = 1; server <= 5; server++) {
      assertEquals(List.of("precious"), stage.server(server).executed());
    }
  }

  /** The schedule above is what the rule is for: without it, a committed entry is lost. */
  @Test
  void ifSuchAPromiseCountedACommittedEntryWouldBeLost() {
    Rules broken =
        new Rules() {
          @Override
          public boolean countsPromise(
              ServerId sender, Incarnation of, Map<ServerId, Incarnation> knownToOther) {
            return true;
          }
        };
    Stage stage = withAnOldPromise(broken);
    assertTrue(stage.isMaster(2));
    assertTrue(stage.isAnswered(1));
    assertEquals(List.of(), stage.server(2).executed());
  }

  /** Section 5: the clock went back between two lives, and the first one's word came late. */
  @Test
  void aLateMessageOfADeadLifeEndsNobody() {
    Stage stage = withALateMessageOfADeadLife(Rules.STANDARD);
    assertEquals(List.of(1), stage.masters());
  }

  /** Without the rule, the group has lost its master, and two voters cannot admit each other. */
  @Test
  void ifALifeWereBelievedThatDidNotAnswerAMasterWouldEnd() {
    Rules broken =
        new Rules() {
          @Override
          public boolean needsProofOfLife() {
            return false;
          }
        };
    Stage stage = withALateMessageOfADeadLife(broken);
    assertEquals(List.of(), stage.masters());
    assertTrue(stage.server(1).hasDeparted());
  }

  private static Stage withALateMessageOfADeadLife(Rules rules) {
    Stage stage = new Stage(Stage.consistentGroup(2), rules, 1).led(2);
    Incarnation dead = new Incarnation(stage.now() + 1_000, 7);
    long hash = stage.configuration().hash();
    stage
        .server(2)
        .receive(new Input.Received(new ServerId(1), dead, hash, new Hello(Priority.NORMAL)));
    stage.pass(2_000);
    return stage;
  }

  /**
   * Server 3 promises an epoch to server 2, loses its memory, and comes back with the help of
   * server 1, the master, who commits an entry with 3 and 5. Then server 4, which has not got the
   * entry but knows of the new life of 3, promises the same epoch.
   */
  private static Stage withAnOldPromise(Rules rules) {
    Stage stage = new Stage(Stage.consistentGroup(5), rules, 1).led(5);
    SessionId session = stage.server(1).open();
    stage.pass(200);
    stage.cut(1, 2, 3, 4, 5);
    stage.hold(WillYou.class, 2, 4);
    stage.hold(WillYou.class, 2, 5);
    for (int told = 2; told <= 5; told++) {
      stage.server(told).receive(new Input.ServerLost(new ServerId(1)));
    }
    stage.until(
        () ->
            stage.sent(Promise.class, 3).stream()
                .anyMatch(promise -> promise.epoch().owner().number() == 2));
    stage.pass(2);
    stage.end(3);
    stage.mend();
    stage.cut(2, 1, 3, 5);
    stage.until(() -> stage.server(4).view().isInSync() && stage.server(5).view().isInSync());
    stage.start(3);
    stage.until(() -> stage.server(3).view().isInSync());
    stage.cutOneWay(1, 4);
    stage.server(1).request(session, 1, "precious");
    stage.until(() -> stage.isAnswered(1));
    stage.letGo();
    stage.pass(20);
    return stage;
  }
}
