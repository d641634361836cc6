package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Incarnation;
import dev.understudy.group.Role;
import dev.understudy.log.Command;
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
    ask(survivor, secondLife, 1);
    ask(survivor, secondLife, 2);
    ask(survivor, thirdLife, 1);
    assertThat(group.sent(3, 2, AdmissionMessage.NormalAnswer.class))
        .extracting(AdmissionMessage.NormalAnswer::admitted)
        .containsExactly(true, true, false);
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

  private void ask(TestedServer survivor, Incarnation life, long round) {
    survivor.receive(2, life, new AdmissionMessage.RecoveryRequest(life, round));
    group.run(200);
  }
}
