package dev.understudy.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.understudy.group.DivergedPolicy;
import dev.understudy.group.Limits;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.SessionId;
import dev.understudy.member.Input;
import dev.understudy.member.OperatorAnswer;
import dev.understudy.member.OperatorCommand;
import dev.understudy.member.Rules;
import dev.understudy.member.SynchronizationMessage.DivergedPart;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The rules marked (+) in section 10 of the protocol. */
final class DivergedRecordsTest {

  private static final int RECORDS = 1_100;
  private static final int AT_ONCE = 8;
  private static final OperatorCommand REPLAY_ALL =
      new OperatorCommand.ReplayDiverged(List.of(), OptionalInt.empty());

  /** Records that lived only in the loser's memory would vanish with it. */
  @Test
  void aLoserAdoptsOnlyAStateThatContainsWhatItHandedOver() {
    Stage stage = Stage.available(2);
    SessionId session = stage.server(1).open();
    stage.until(stage::isWhole);
    part(stage);
    stage.server(1).request(session, 1, "one");
    stage.server(2).request(session, 2, "two");
    stage.until(() -> stage.isAnswered(1) && stage.isAnswered(2));
    stage.hold(DivergedPart.class, 2, 1);
    stage.mend();
    stage.until(stage::holdsSome);
    stage.pass(500);
    assertEquals(List.of("two"), stage.server(2).executed());
    assertEquals(0, stage.server(1).view().diverged().size());
    stage.letGo();
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
    for (int server = 1; server <= 2; server++) {
      assertEquals(List.of("one"), stage.server(server).executed());
      assertEquals(List.of(2L), sequences(stage.server(server)));
    }
  }

  /** The client was told of the diverged request and acknowledged it; it never took effect here. */
  @Test
  void aReplayExecutesWhateverTheClientAcknowledgedButNothingThatWasExecutedHere() {
    Stage stage =
        new Stage(Stage.availableGroup().with(DivergedPolicy.REPLAY), Rules.STANDARD, 1).led(2);
    SessionId session = stage.server(1).open();
    stage.until(stage::isWhole);
    part(stage);
    stage.server(2).request(session, 1, "diverged");
    stage.server(2).request(session, 2, "both");
    stage.until(() -> stage.isAnswered(1) && stage.isAnswered(2));
    stage.server(1).request(session, 2, 2, "both");
    stage.server(1).request(session, 3, 3, "here");
    stage.until(() -> stage.isAnswered(3));
    stage.mend();
    stage.until(() -> stage.masters().equals(List.of(1)) && stage.isWhole());
    stage.pass(500);
    for (int server = 1; server <= 2; server++) {
      assertEquals(List.of("both", "here", "diverged"), stage.server(server).executed());
      assertEquals(List.of(), sequences(stage.server(server)));
    }
  }

  /** Numbers that a session skipped count as executed once there are too many of them. */
  @Test
  void whatALoserAnsweredDoesNotVanishInASessionThatSkippedMoreNumbersThanAreKept() {
    Stage stage = Stage.available(2);
    SessionId session = stage.server(1).open();
    stage.server(1).request(session, 0, "before");
    stage.until(() -> stage.isAnswered(0) && stage.isWhole());
    part(stage);
    stage.server(2).request(session, 1, "diverged");
    stage.until(() -> stage.isAnswered(1));
    for (long i = 1; i <= Limits.DEFAULT.sessionGaps() + 1; i++) {
      stage.server(1).request(session, 2 * i + 1, 2 * i + 1, "here");
    }
    stage.until(() -> stage.isAnswered(2 * Limits.DEFAULT.sessionGaps() + 3));
    stage.mend();
    stage.until(() -> stage.masters().equals(List.of(1)) && stage.isWhole());
    for (int server = 1; server <= 2; server++) {
      assertEquals(List.of(1L), sequences(stage.server(server)));
    }
  }

  /** All in one step would have it silent for longer than a failure timeout. */
  @Test
  void aMasterReplaysAFewAtATimeAndIsHeardMeanwhile() {
    Stage stage = Stage.available(2);
    Actor master = withRecords(stage, RECORDS);
    List<Integer> masters = stage.masters();

    master.receive(new Input.Commanded(1, REPLAY_ALL));
    int before = RECORDS;
    for (int i = 0; i < 5_000 && before > 0; i++) {
      assertEquals(List.of(), master.answers());
      stage.pass(1);
      int left = master.view().diverged().size();
      assertTrue(before - left <= AT_ONCE);
      before = left;
    }

    assertEquals(masters, stage.masters());
    assertEquals(List.of(), sequences(master));
    assertEquals(2 * RECORDS, master.executed().size());
    stage.until(() -> !master.answers().isEmpty());
    assertEquals(
        List.of(new OperatorAnswer.Done("replayed 1100 diverged records")), master.answers());
  }

  /** Whoever is master then was told nothing. */
  @Test
  void aMasterThatEndsMeanwhileSaysHowFarItCame() {
    Stage stage = Stage.available(2);
    Actor master = withRecords(stage, 20);

    master.receive(new Input.Commanded(1, REPLAY_ALL));
    stage.until(() -> master.view().diverged().size() < 20);
    master.slowDown();
    master.receive(new Input.Leave());

    stage.until(() -> !master.answers().isEmpty());
    assertEquals(
        List.of(
            new OperatorAnswer.Unfinished(
                "replayed 8 of 20 diverged records, then the mastership ended; ask again for the"
                    + " rest")),
        master.answers());
  }

  /** The person who asks is not left waiting, and what is left is not done behind their back. */
  @Test
  void anOrderThatTakesTooLongEndsAndLeavesTheRest() {
    Stage stage = Stage.available(2);
    Actor master = withRecords(stage, 20);

    master.slowDown();
    master.receive(new Input.Commanded(1, REPLAY_ALL));
    stage.until(() -> !master.answers().isEmpty());
    assertEquals(
        List.of(
            new OperatorAnswer.Unfinished(
                "replayed 0 of 20 diverged records, then the time for it ended; ask again for the"
                    + " rest")),
        master.answers());
    master.speedUp();
    stage.pass(500);

    assertEquals(20 - AT_ONCE, master.view().diverged().size());
  }

  /** More may have come since the person was asked. */
  @Test
  void nothingIsDoneWhereThereAreNotAsManyAsThePersonKnows() {
    Stage stage = Stage.available(2);
    Actor master = withRecords(stage, 3);

    master.receive(
        new Input.Commanded(1, new OperatorCommand.DropDiverged(List.of(), OptionalInt.of(2))));
    stage.pass(500);
    assertEquals(3, master.view().diverged().size());
    assertEquals(
        List.of(new OperatorAnswer.Refused("there are 3 diverged records now")), master.answers());

    master.receive(
        new Input.Commanded(2, new OperatorCommand.DropDiverged(List.of(), OptionalInt.of(3))));
    stage.until(() -> master.view().diverged().isEmpty());
  }

  /** The master that is left of two which answered so many requests each. */
  private static Actor withRecords(Stage stage, int records) {
    SessionId one = stage.server(1).open();
    SessionId other = stage.server(1).open();
    stage.until(stage::isWhole);
    part(stage);
    for (long i = 1; i <= records; i++) {
      stage.server(1).request(one, i, i, "one");
      stage.server(2).request(other, i, i, "other");
      stage.pass(2);
    }
    stage.until(() -> stage.isAnswered(records));
    stage.mend();
    stage.until(() -> stage.masters().size() == 1 && stage.isWhole());
    Actor master = stage.server(stage.masters().get(0));
    assertEquals(records, master.view().diverged().size());
    return master;
  }

  /** Both serve; server 1 is to win, as the lower of two that are alone in sync. */
  private static void part(Stage stage) {
    stage.cut(1, 2);
    stage.until(() -> stage.masters().equals(List.of(1, 2)));
    assertTrue(stage.masters().contains(1));
  }

  private static List<Long> sequences(Actor actor) {
    return actor.view().diverged().stream().map(DivergedRecord::sequence).toList();
  }
}
