package dev.understudy.client;

import static dev.understudy.client.TestedClient.SESSION;
import static dev.understudy.client.TestedClient.completed;
import static dev.understudy.client.TestedClient.failed;
import static dev.understudy.client.TestedClient.keyOf;
import static dev.understudy.client.TestedClient.resultOf;
import static dev.understudy.client.TestedClient.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage.OpenSession;
import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client's half of protocol section 8: opening, expiry, what is never re-sent. */
class SessionsTest {

  private static final SessionId NEXT = sessionOf(20);

  private static ClientLimits inFlight(int most) {
    ClientLimits limits = ClientLimits.DEFAULT;
    return new ClientLimits(
        most, limits.pending(), limits.pendingBytes(), limits.payloadBytes(), limits.batchBytes());
  }

  @Test
  void opensASessionOnFirstUseAndHoldsCallsBackUntilItIsOpen() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    assertThat(client.sent(OpenSession.class)).isEmpty();
    client.submit(1, 5_000);
    assertThat(client.sentSequences()).isEmpty();
    client.open(SESSION);

    Requests requests = client.sent(Requests.class).get(0);
    assertThat(requests.session()).isEqualTo(SESSION);
    assertThat(requests.acknowledgedBelow()).isZero();
    assertThat(requests.calls()).extracting(ClientMessage.Call::sequence).containsExactly(0L);
  }

  @Test
  void opensNoSessionForQueries() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.query(1, 5_000);

    assertThat(client.sent(OpenSession.class)).isEmpty();
    assertThat(client.receivers(ClientMessage.Query.class)).containsExactly(1);
  }

  @Test
  void triesToOpenWithANewNonceWhenNobodyAnswers() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 5_000);
    client.pass(1_000);

    List<OpenSession> tries = client.sent(OpenSession.class);
    assertThat(tries.size()).isBetween(2, 4);
    assertThat(tries).extracting(OpenSession::nonce).doesNotHaveDuplicates();
  }

  @Test
  void takesTheAnswerToAnyTryOfItsOwnAndNoOther() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 5_000);
    client.pass(1_000);
    long first = client.sent(OpenSession.class).get(0).nonce();
    client.reply(new ClientReply.SessionOpened(first - 1, NEXT));
    assertThat(client.session.view().sessionOpen()).isFalse();
    client.reply(new ClientReply.SessionOpened(first, SESSION));

    assertThat(client.sent(Requests.class).get(0).session()).isEqualTo(SESSION);
  }

  @Test
  void staysWithItsSessionWhenASecondTryIsAnsweredToo() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 5_000);
    client.pass(1_000);
    List<OpenSession> tries = client.sent(OpenSession.class);
    client.reply(new ClientReply.SessionOpened(tries.get(1).nonce(), SESSION));
    client.reply(new ClientReply.SessionOpened(tries.get(0).nonce(), NEXT));
    client.submit(2, 5_000);

    assertThat(client.sent(Requests.class)).extracting(Requests::session).containsOnly(SESSION);
  }

  @Test
  void asksANewMasterAtOnceForTheSessionThatTheOldOneDidNotOpen() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 5_000);
    client.forgetEffects();
    client.announce(2, 2);

    assertThat(client.receivers(OpenSession.class)).containsExactly(2);
  }

  @Test
  void triesAgainAfterAPauseWhenTheGroupHasTooManySessions() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 100);
    long nonce = client.sent(OpenSession.class).get(0).nonce();
    client.reply(new ClientReply.OpenRefused(nonce, Refusal.OVERLOADED));
    assertThat(client.sent(OpenSession.class)).isEmpty();
    client.pass(ClientTimings.DEFAULT.refusal());

    List<OpenSession> again = client.sent(OpenSession.class);
    assertThat(again).hasSize(1);
    client.reply(new ClientReply.OpenRefused(again.get(0).nonce(), Refusal.OVERLOADED));
    client.pass(15);
    assertThat(client.outcomes()).isEmpty();
  }

  @Test
  void failsACallAsOverloadedWhenItsSessionWasRefusedUntilTheDeadline() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 10);
    long nonce = client.sent(OpenSession.class).get(0).nonce();
    client.reply(new ClientReply.OpenRefused(nonce, Refusal.OVERLOADED));
    client.pass(10);

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.OVERLOADED));
  }

  @Test
  void failsCallsThatWereSentInASessionThatExpiredAndNeverSendsThemAgain() {
    TestedClient client = TestedClient.connected();
    client.submit(1, 5_000);
    client.submit(2, 5_000);
    client.sentSequences();
    client.refuse(1, Refusal.SESSION_EXPIRED);

    assertThat(client.outcomes())
        .containsExactly(
            failed(1, ClientFailure.SESSION_EXPIRED), failed(2, ClientFailure.SESSION_EXPIRED));
    client.pass(10_000);
    assertThat(client.sentSequences()).isEmpty();
  }

  @Test
  void movesCallsThatWereNeverSentToANewSession() {
    TestedClient client = TestedClient.connected(ClientSettings.of("g", 1).with(inFlight(1)));
    client.submit(1, 5_000);
    client.submit(2, 5_000);
    client.sentSequences();
    client.refuse(1, Refusal.SESSION_EXPIRED);
    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.SESSION_EXPIRED));
    client.open(NEXT);

    Requests requests = client.sent(Requests.class).get(0);
    assertThat(requests.session()).isEqualTo(NEXT);
    assertThat(requests.calls()).containsExactly(new ClientMessage.Call(0, Bytes.utf8("call 2")));
    client.reply(new ClientReply.Done(NEXT, 0, resultOf("ok"), keyOf(100)));
    assertThat(client.outcomes()).containsExactly(completed(2, 0));
  }

  @Test
  void ignoresWhatIsSaidOfAnEarlierSession() {
    TestedClient client = TestedClient.connected();
    client.submit(1, 5_000);
    client.refuse(1, Refusal.SESSION_EXPIRED);
    client.submit(2, 5_000);
    client.open(NEXT);
    client.outcomes();
    client.finish(0);
    client.refuse(0, Refusal.SESSION_EXPIRED);

    assertThat(client.outcomes()).isEmpty();
    assertThat(client.session.view().sessionOpen()).isTrue();
  }

  @Test
  void ignoresALateAnswerToATryBeforeTheSessionExpired() {
    TestedClient client = new TestedClient();
    client.announce(1, 1);
    client.submit(1, 5_000);
    client.pass(1_000);
    List<OpenSession> tries = client.sent(OpenSession.class);
    client.reply(new ClientReply.SessionOpened(tries.get(0).nonce(), SESSION));
    client.refuse(0, Refusal.SESSION_EXPIRED);
    client.submit(2, 5_000);
    client.reply(new ClientReply.SessionOpened(tries.get(1).nonce(), sessionOf(11)));

    assertThat(client.session.view().sessionOpen()).isFalse();
  }

  @Test
  void opensAnotherSessionSilentlyWhenItsOwnWasUnusedForLong() {
    TestedClient client = TestedClient.connected();
    client.pass(ClientTimings.DEFAULT.sessionIdle());
    assertThat(client.sent(OpenSession.class)).isEmpty();
    client.submit(1, 5_000);
    assertThat(client.sentSequences()).isEmpty();
    client.open(NEXT);

    assertThat(client.sent(Requests.class)).extracting(Requests::session).containsExactly(NEXT);
    assertThat(client.outcomes()).isEmpty();
  }

  @Test
  void keepsASessionThatIsUsed() {
    TestedClient client = TestedClient.connected();
    for (int i = 1; i <= 3; i++) {
      client.pass(ClientTimings.DEFAULT.sessionIdle() - 1);
      client.submit(i, 5_000);
      client.finish(i);
    }

    assertThat(client.sent(OpenSession.class)).isEmpty();
    assertThat(client.outcomes()).hasSize(3);
  }
}
