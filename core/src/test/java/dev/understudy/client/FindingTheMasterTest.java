package dev.understudy.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage.OpenSession;
import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.group.InSync;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which server the client takes for the master: protocol sections 5, 6 and 8. */
class FindingTheMasterTest {

  private static final long RESEND = ClientTimings.DEFAULT.resend();

  private final TestedClient client = new TestedClient();

  private int master() {
    return client.session.view().master().number();
  }

  /** A client with a call under way at server 1, master of epoch 1, that answers no more. */
  private static TestedClient silenced() {
    TestedClient client = TestedClient.connected();
    client.submit(1, 60_000);
    client.pass(RESEND);
    client.broadcasts();
    client.sentSequences();
    return client;
  }

  @Test
  void looksForNobodyBeforeItHasSomethingToSend() {
    client.pass(10_000);

    assertThat(client.asked(Question.Lookup.class)).isEmpty();
    assertThat(client.broadcasts()).isZero();
    assertThat(client.session.deadlineMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksANameServerOnFirstUseAndSendsToTheMasterThatItNames() {
    client.submit(1, 5_000);
    client.lookUp(3, 1);

    assertThat(client.receivers(OpenSession.class)).containsExactly(3);
  }

  @Test
  void repeatsTheLookupAtGrowingPausesWhileNobodyAnswers() {
    client.submit(1, 60_000);
    client.pass(100);
    assertThat(client.asked(Question.Lookup.class).size()).isBetween(3, 5);

    client.pass(10_000);
    assertThat(client.asked(Question.Lookup.class).size()).isBetween(50, 70);
  }

  @Test
  void asksTheServersThemselvesWhenTheNameServerIsSilent() {
    client.submit(1, 5_000);
    assertThat(client.broadcasts()).isZero();
    client.pass(ClientTimings.DEFAULT.search());

    assertThat(client.broadcasts()).isEqualTo(1);
    client.redirect(2, 1);
    assertThat(client.receivers(OpenSession.class)).containsExactly(2);
  }

  @Test
  void asksTheServersThemselvesWhenTheNameServerOnlyNamesOneThatDoesNotAnswer() {
    TestedClient silenced = silenced();
    silenced.lookUp(1, 1);
    silenced.pass(ClientTimings.DEFAULT.search());

    assertThat(silenced.broadcasts()).isEqualTo(1);
  }

  @Test
  void goesOnLookingWhileTheNameServerWarmsUpOrKnowsNoMaster() {
    client.submit(1, 5_000);
    client.answer(client.asked(Question.Lookup.class).get(0).questionId(), new Answer.WarmingUp());
    client.pass(ClientTimings.DEFAULT.search());
    client.answer(
        client.asked(Question.Lookup.class).get(0).questionId(), new Answer.NoMaster(InSync.NONE));
    client.pass(2 * ClientTimings.DEFAULT.search());
    client.lookUp(2, 1);

    assertThat(master()).isEqualTo(2);
  }

  @Test
  void broadcastsAtGrowingPauses() {
    client.submit(1, 60_000);
    client.pass(10_000);

    assertThat(client.broadcasts()).isBetween(10, 18);
  }

  @Test
  void switchesAtOnceToAMasterThatAnnouncesAHigherEpochAndRepeatsWhatIsUnanswered() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 5_000);
    connected.submit(2, 5_000);
    connected.forgetEffects();
    connected.announce(2, 2);

    List<ClientEffect.Send> sends = connected.sends(Requests.class);
    assertThat(sends).hasSize(1);
    assertThat(sends.get(0).to()).isEqualTo(new ServerId(2));
    assertThat(((Requests) sends.get(0).message()).calls())
        .extracting(ClientMessage.Call::sequence)
        .containsExactly(1L, 2L);
  }

  @Test
  void repeatsWhatIsUnansweredWhenTheSameServerBeginsANewMastership() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 5_000);
    connected.forgetEffects();
    connected.announce(1, 2);

    assertThat(connected.receivers(Requests.class)).containsExactly(1);
  }

  @Test
  void staysWithAMasterThatAnswersWhenALowerEpochIsAnnounced() {
    client.announce(2, 2);
    client.announce(1, 1);

    assertThat(master()).isEqualTo(2);
  }

  @Test
  void followsTheHintOfAServerThatIsNotTheMaster() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 5_000);
    connected.forgetEffects();
    connected.redirect(3, 2);

    assertThat(connected.receivers(Requests.class)).containsExactly(3);
  }

  @Test
  void ignoresAHintToAMasterThatIsOverWhileTheMasterAnswers() {
    client.announce(2, 2);
    client.redirect(1, 1);

    assertThat(master()).isEqualTo(2);
  }

  @Test
  void takesTheWordOfALowerEpochsMasterWhenItsOwnIsSilent() {
    TestedClient silenced = silenced();
    silenced.announce(2, 2);
    silenced.pass(RESEND);
    silenced.lookUp(3, 1);

    assertThat(silenced.session.view().master()).isEqualTo(new ServerId(3));
  }

  @Test
  void mistrustsHearsayOfALowerEpochForAWhileOnly() {
    TestedClient silenced = silenced();
    silenced.announce(2, 2);
    silenced.pass(RESEND);
    silenced.redirect(3, 1);
    assertThat(silenced.session.view().master()).isEqualTo(new ServerId(2));
    silenced.pass(2 * RESEND);
    silenced.redirect(3, 1);

    assertThat(silenced.session.view().master()).isEqualTo(new ServerId(3));
  }

  @Test
  void mistrustsARegistrationOfALowerEpochThatWasNotRenewedLately() {
    TestedClient silenced = silenced();
    silenced.announce(2, 2);
    silenced.pass(RESEND);
    silenced.lookUp(3, 1, RESEND);

    assertThat(silenced.session.view().master()).isEqualTo(new ServerId(2));
  }

  @Test
  void looksAgainAfterAShortPauseWhenNobodyIsMaster() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 5_000);
    connected.redirect(-1, 1);
    assertThat(connected.asked(Question.Lookup.class)).isEmpty();
    connected.pass(ClientTimings.DEFAULT.search());

    assertThat(connected.asked(Question.Lookup.class)).hasSize(1);
  }

  @Test
  void goesBackToAServerThatDeniedAndIsMasterAfterAll() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 5_000);
    connected.redirect(-1, 1);
    connected.pass(ClientTimings.DEFAULT.search());
    connected.forgetEffects();
    connected.pass(2 * ClientTimings.DEFAULT.search());
    connected.lookUp(1, 1);

    assertThat(connected.receivers(Requests.class)).containsExactly(1);
  }

  @Test
  void ignoresADenialOfAnEarlierMaster() {
    client.announce(2, 2);
    client.redirect(-1, 1);

    assertThat(master()).isEqualTo(2);
  }

  @Test
  void followsHintsInACircleOnlyAtGrowingPauses() {
    TestedClient connected = TestedClient.connected();
    connected.submit(1, 60_000);
    connected.forgetEffects();
    int sends = 0;
    long epoch = 2;
    for (long end = connected.now() + 10_000; connected.now() < end; connected.pass(1)) {
      int sent = connected.receivers(Requests.class).size();
      sends += sent;
      if (sent > 0) {
        connected.redirect((int) (epoch % 3) + 1, epoch++);
      }
    }

    assertThat(sends).isBetween(40, 100);
  }

  @Test
  void ignoresAnAnswerToAnEarlierSearch() {
    client.submit(1, 5_000);
    long early = client.asked(Question.Lookup.class).get(0).questionId();
    Answer late =
        new Answer.MasterIs(TestedClient.registrationOf(1, 1, Role.MASTER), 0, InSync.NONE);
    client.announce(2, 1);
    client.redirect(-1, 1);
    client.pass(ClientTimings.DEFAULT.search());
    client.answer(early, late);

    assertThat(master()).isEqualTo(-1);
  }

  @Test
  void neverSpinsWhateverItIsTold() {
    List<Integer> followed = new ArrayList<>();
    client.submit(1, 60_000);
    for (int i = 1; i <= 200; i++) {
      client.redirect(i % 7, 1 + i % 3);
      client.redirect(-1, 1 + i % 3);
      followed.addAll(client.receivers(OpenSession.class));
    }

    assertThat(followed).hasSizeLessThan(5);
  }
}
