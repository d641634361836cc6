package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import org.junit.jupiter.api.Test;

/** A server has others prove that its own address answers (protocol section 7). */
class AddressProofTest {

  private final TestedGroup group = TestedGroup.consistent(1, 2, 3);
  private final TestedServer server = TestedGroup.backupOfOne(group);

  /** The other server that was asked last tried. */
  private void prove(boolean reached) {
    int last = server.proofs().size() - 1;
    server.give(new Input.AddressProven(server.proofs().get(last).question(), reached));
    group.work();
  }

  @Test
  void itAsksTheOthersInTurnAsOftenAsItChecks() {
    int before = server.proofs().size();
    group.runUnderOne(3 * group.configuration.timings().check());
    assertThat(server.proofs().subList(before, server.proofs().size()))
        .extracting(proof -> proof.through().number())
        .containsAnyOf(1, 2)
        .hasSize(3);
  }

  @Test
  void itListensAnewWhenTwoInARowCannotReachIt() {
    prove(false);
    assertThat(server.listenings()).isZero();
    prove(false);
    assertThat(server.listenings()).isEqualTo(1);
    assertThat(server.events()).contains(EventType.INCONSISTENCY_DETECTED);
  }

  @Test
  void itListensAnewWhenOneCannotReachItTwiceThoughAnotherOneCan() {
    prove(false);
    prove(true);
    group.runUnderOne(group.configuration.timings().check());
    assertThat(server.listenings()).isZero();
    prove(false);
    assertThat(server.listenings()).isEqualTo(1);
  }

  @Test
  void oneThatReachesItAfterAllHasProvedIt() {
    prove(false);
    prove(true);
    group.runUnderOne(group.configuration.timings().check());
    prove(true);
    group.runUnderOne(2 * group.configuration.timings().check());
    prove(false);
    assertThat(server.listenings()).isZero();
  }

  @Test
  void itListensAnewMoreAndMoreRarelyWhileThatIsInVain() {
    long check = group.configuration.timings().check();
    for (long passed = 0; passed < 15 * check; passed += check) {
      prove(false);
      prove(false);
      group.runUnderOne(check);
    }
    assertThat(server.listenings()).isBetween(3, 5);

    prove(true);
    group.runUnderOne(check);
    prove(true);
    int before = server.listenings();
    group.runUnderOne(15 * check);
    prove(false);
    prove(false);
    assertThat(server.listenings()).isEqualTo(before + 1);
  }

  @Test
  void whatAnswersAnEarlierQuestionSaysNothing() {
    long earlier = server.proofs().get(server.proofs().size() - 1).question();
    group.runUnderOne(group.configuration.timings().check());
    for (int i = 0; i < 2; i++) {
      server.give(new Input.AddressProven(earlier, false));
      group.work();
    }
    assertThat(server.listenings()).isZero();
  }

  @Test
  void whoDoesNotAnswerProvesNothing() {
    group.runUnderOne(10 * group.configuration.timings().check());
    assertThat(server.listenings()).isZero();
  }
}
