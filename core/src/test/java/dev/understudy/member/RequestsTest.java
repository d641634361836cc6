package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Role;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request is processed by all servers at the same time, and answered by the master. */
class RequestsTest {

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);

  private TestedServer master() {
    for (int id = 1; id <= 3; id++) {
      group.start(id);
    }
    group.run(3_000);
    for (int id = 1; id <= 3; id++) {
      if (group.server(id).view().role() == Role.MASTER) {
        return group.server(id);
      }
    }
    throw new AssertionError("no master");
  }

  @Test
  void theMasterRegistersItsMastershipWithTheNameServer() {
    TestedServer master = master();
    Answer answer = group.answer(new Question.Lookup("g")).orElseThrow();
    assertThat(answer).isInstanceOf(Answer.MasterIs.class);
    assertThat(((Answer.MasterIs) answer).retained().server()).isEqualTo(master.view().self());
  }

  @Test
  void everyServerExecutesWhatTheMasterWasAskedAndTheClientGetsTheResult() {
    TestedServer master = master();
    Requests.send(master, Requests.session(group, master), 0, "a");
    group.run(50);
    assertThat(Requests.done(master)).hasSize(1);
    assertThat(Requests.done(master).get(0).result())
        .isEqualTo(new Result.Returned(Bytes.utf8("a")));
    for (int id = 1; id <= 3; id++) {
      assertThat(group.server(id).state()).isEqualTo("a");
    }
  }

  @Test
  void theMasterExecutesAtOnceAndAnswersOnceAQuorumHoldsTheRequest() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    group.isolate(master.view().self().number());
    Requests.send(master, session, 0, "a");
    group.run(50);
    assertThat(master.state()).isEqualTo("a");
    assertThat(Requests.done(master)).isEmpty();

    group.join(master.view().self().number());
    group.run(200);
    assertThat(Requests.done(master)).hasSize(1);
  }

  @Test
  void theMasterTellsHowManyBytesItsBackupsHaveNotAcknowledged() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    group.run(50);
    assertThat(master.view().inFlightBytes()).isZero();

    group.isolate(master.view().self().number());
    Requests.send(master, session, 0, "a");
    group.run(50);
    assertThat(master.view().inFlightBytes()).isPositive();

    group.join(master.view().self().number());
    group.run(1_000);
    assertThat(master.view().inFlightBytes()).isZero();
  }

  @Test
  void aBackupExecutesOnReceiptAndDoesNotWaitForTheCommit() {
    TestedServer backup = TestedGroup.backupOfOne(group);
    backup.hold();
    Epoch epoch = TestedGroup.epoch(1, 1);
    SessionId session = new SessionId(new EntryKey(epoch, 1));
    group.append(
        1,
        3,
        EntryKey.NONE,
        List.of(
            new Entry(1, epoch, 1_000, new Command.OpenSession()),
            new Entry(2, epoch, 1_000, new Command.Request(session, 0, 0, Bytes.utf8("a")))));
    assertThat(backup.view().commitIndex()).isZero();
    assertThat(backup.held()).hasSize(1);
    assertThat(backup.held().get(0).invocations().get(0).payload()).isEqualTo(Bytes.utf8("a"));
  }

  @Test
  void aRequestThatIsRepeatedToANewMasterIsAnsweredOnceItsSlowServiceIsDone() {
    TestedServer old = master();
    SessionId session = Requests.session(group, old);
    for (int id = 1; id <= 3; id++) {
      group.server(id).hold();
    }
    Requests.send(old, session, 0, "a");
    group.run(200);
    group.isolate(old.view().self().number());
    group.run(2_000);
    TestedServer master = otherMaster(old);
    assertThat(master.held()).hasSize(1);

    Requests.send(master, session, 0, "a");
    master.give(new Input.Executed(List.of(new Result.Returned(Bytes.utf8("a")))));
    group.run(50);

    assertThat(Requests.done(master)).hasSize(1);
  }

  private TestedServer otherMaster(TestedServer old) {
    for (int id = 1; id <= 3; id++) {
      TestedServer server = group.server(id);
      if (server != old && server.view().role() == Role.MASTER) {
        return server;
      }
    }
    throw new AssertionError("no other master");
  }

  @Test
  void aRequestThatIsRepeatedIsExecutedOnceAndGetsItsFirstResult() {
    TestedServer master = master();
    SessionId session = Requests.session(group, master);
    for (int i = 0; i < 3; i++) {
      Requests.send(master, session, 0, "a");
      group.run(50);
    }
    assertThat(master.state()).isEqualTo("a");
    assertThat(Requests.done(master)).hasSize(3);
    assertThat(Requests.done(master)).containsOnly(Requests.done(master).get(0));
  }
}
