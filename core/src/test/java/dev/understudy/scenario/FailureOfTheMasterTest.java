package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.Epoch;
import dev.understudy.group.EventType;
import dev.understudy.group.ServerId;
import dev.understudy.log.SessionId;
import dev.understudy.member.ElectionMessage.WouldYou;
import dev.understudy.member.Input;
import dev.understudy.monitoring.Trigger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules marked (+) in sections 4 and 5 of the protocol that are about a lost master. */
final class FailureOfTheMasterTest {

  /** Section 4: the server that was left out comes back when all registrations have expired. */
  @Test
  void aNameServerRemembersWhoWasLeftOutBeyondTheLease() {
    Stage stage = Stage.available(2);
    SessionId session = stage.server(1).open();
    stage.server(2).standStill();
    stage.server(1).request(session, 1, "without server 2");
    stage.until(() -> stage.isAnswered(1));
    stage.end(1);
    stage.pass(2 * stage.configuration().timings().lease());
    stage.server(2).goOn();
    stage.until(() -> stage.isMaster(2));
    assertEquals(List.of(), stage.server(2).executed());
    assertEquals(1, stage.events(EventType.POSSIBLE_LOSS).size());
  }

  /** Section 5: the name server has not heard of the new master, and only causes checks. */
  @Test
  void nobodyFollowsAMasterOfAnEpochBelowTheOnePromisedWhateverTheNameServerSays() {
    Stage stage = Stage.consistent(3);
    stage.cut(Stage.NAME_SERVER, 2);
    stage.cut(1, 2, 3, Stage.NAME_SERVER);
    for (int told = 2; told <= 3; told++) {
      stage.server(told).receive(new Input.ServerLost(new ServerId(1)));
    }
    stage.until(() -> stage.isMaster(2) && stage.server(3).view().master().number() == 2);
    Epoch promised = stage.server(3).view().promised();
    stage.server(3).receive(new Input.Triggered(Trigger.TIMER));
    stage.until(() -> stage.server(3).view().lastCheck().result().equals("nameserverbehind"));
    stage.pass(100);
    assertEquals(promised, stage.server(3).view().promised());
    assertEquals(new ServerId(2), stage.server(3).view().master());
  }

  /** Section 5: both backups were told wrongly; the name server knows better, and 2 asks it. */
  @Test
  void aCandidateOfAnAvailableGroupReturnsToTheMasterThatTheNameServerKnowsAndItCanReach() {
    Stage stage = Stage.available(3);
    stage.pass(1_000);
    int elections = stage.events(EventType.MASTER_ELECTED).size();
    for (int told = 2; told <= 3; told++) {
      stage.server(told).receive(new Input.ServerLost(new ServerId(1)));
    }
    for (int i = 0; i < 2_000; i++) {
      stage.pass(1);
      assertEquals(List.of(1), stage.masters());
    }
    assertTrue(stage.isWhole());
    assertEquals(elections, stage.events(EventType.MASTER_ELECTED).size());
  }

  /** Section 5, likewise, though the two have never met: a master is heard when it answered. */
  @Test
  void aCandidateReturnsToSuchAMasterAlsoIfTheyNeverMet() {
    Stage stage = Stage.available(2);
    stage.cut(2, 3);
    stage.start(3);
    stage.until(stage::isWhole);
    long checkedAt = stage.server(2).view().lastCheck().atMillis();
    stage.until(() -> stage.server(2).view().lastCheck().atMillis() > checkedAt);
    stage.server(2).standStill();
    stage.end(1);
    stage.server(3).receive(new Input.ServerLost(new ServerId(1)));
    stage.until(() -> stage.isMaster(3));
    stage.pass(20);
    stage.mend();
    stage.server(2).goOn();
    stage.until(() -> !stage.sent(WouldYou.class, 2).isEmpty());
    stage.pass(20);
    assertEquals(new ServerId(3), stage.server(2).view().master());
    assertEquals(List.of(3), stage.masters());
  }
}
