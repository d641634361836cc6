package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.log.Bytes;
import dev.understudy.log.Command;
import dev.understudy.log.DivergedRecord;
import dev.understudy.log.Entry;
import dev.understudy.log.EntryKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new generation that an operator starts from the state of one voter (protocol section 5). */
class OperatorRecoveryTest {

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);

  @Test
  void aVoterWithoutMemoryIsTakenInThoughTheFirstWordToItGotLost() {
    TestedServer survivor = TestedGroup.backupOfOne(group);
    group.append(1, 3, EntryKey.NONE, List.of(opening()));
    recoverFrom(survivor);
    Incarnation secondLife = new Incarnation(2_000, 2);
    Incarnation thirdLife = new Incarnation(3_000, 2);
    ask(secondLife, 1);
    ask(secondLife, 2);
    ask(thirdLife, 1);
    assertThat(group.sent(3, 2, AdmissionMessage.NormalAnswer.class))
        .extracting(AdmissionMessage.NormalAnswer::admitted)
        .containsExactly(true, true, false);
  }

  @Test
  void whatOnlyServersOfTheEarlierGenerationHaveBecomesDivergedRecords() {
    for (int id = 1; id <= 3; id++) {
      group.start(id);
    }
    group.run(3_000);
    TestedServer master = group.server(group.server(1).master());
    TestedServer behind = group.server(master.view().self().number() == 1 ? 2 : 1);
    Requests.session(group, master);
    group.isolate(behind.view().self().number());
    Requests.send(master, Requests.session(group, master), 0, "a");
    group.run(50);
    assertThat(Requests.done(master)).hasSize(1);

    for (int id = 1; id <= 3; id++) {
      group.isolate(id);
    }
    recoverFrom(behind);
    for (int id = 1; id <= 3; id++) {
      group.join(id);
    }
    group.run(5_000);
    assertThat(behind.view().role()).isEqualTo(Role.MASTER);
    assertThat(master.view().role()).isEqualTo(Role.BACKUP);
    assertThat(master.events()).contains(EventType.DIVERGED);
    assertThat(behind.view().diverged())
        .extracting(DivergedRecord::payload)
        .containsExactly(Bytes.utf8("a"));
  }

  private static Entry opening() {
    return new Entry(1, TestedGroup.epoch(1, 1), 1_000, new Command.OpenSession());
  }

  private void recoverFrom(TestedServer survivor) {
    group.run(2_000);
    survivor.give(new Input.Commanded(1, new OperatorCommand.Recover()));
    group.run(50);
    assertThat(survivor.view().role()).isEqualTo(Role.MASTER);
    assertThat(survivor.view().epoch().generation().number()).isEqualTo(1);
  }

  private void ask(Incarnation life, long round) {
    group.receive(2, life, 3, new AdmissionMessage.RecoveryRequest(life, round));
    group.run(200);
  }
}
