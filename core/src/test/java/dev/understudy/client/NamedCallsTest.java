package dev.understudy.client;

import static dev.understudy.client.TestedClient.completed;
import static dev.understudy.client.TestedClient.failed;
import static dev.understudy.client.TestedClient.keyOf;
import static dev.understudy.client.TestedClient.resultOf;
import static dev.understudy.client.TestedClient.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.client.ClientMessage.OpenSession;
import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that their caller can repeat after a crash of its own: protocol section 8. */
class NamedCallsTest {

  private static final SessionId NAMED = sessionOf(77);

  private final TestedClient client = new TestedClient();

  private static ClientReply doneOf(long sequence) {
    return new ClientReply.Done(NAMED, sequence, resultOf("ok"), keyOf(100 + sequence));
  }

  private static ClientReply refusedOf(long sequence, Refusal refusal) {
    return new ClientReply.Refused(NAMED, sequence, refusal);
  }

  @Test
  void sendsACallUnderItsNameWithoutASessionOfTheClients() {
    client.announce(1, 1);
    client.submitNamed(1, 9, 5_000);

    assertThat(client.sent(OpenSession.class)).isEmpty();
    assertThat(client.sent(Requests.class))
        .containsExactly(
            new Requests(NAMED, 5, -1, List.of(new ClientMessage.Call(9, Bytes.utf8("named 9")))));
    client.reply(doneOf(9));
    assertThat(client.outcomes()).containsExactly(completed(1, 9));
  }

  @Test
  void findsTheMasterForANamedCall() {
    client.submitNamed(1, 0, 5_000);
    client.lookUp(2, 3);

    assertThat(client.receivers(Requests.class)).containsExactly(2);
  }

  @Test
  void repeatsANamedCallUnderItsNameAtANewMasterAndWhenNobodyAnswers() {
    client.announce(1, 1);
    client.submitNamed(1, 9, 5_000);
    client.announce(2, 2);
    client.pass(1_000);

    List<Requests> sent = client.sent(Requests.class);
    assertThat(sent.size()).isBetween(3, 6);
    assertThat(sent).containsOnly(sent.get(0));
  }

  @Test
  void givesOneResultToAllWhoMakeTheSameCallTogether() {
    client.announce(1, 1);
    client.submitNamed(1, 9, 5_000);
    client.submitNamed(2, 9, 5_000);
    client.reply(doneOf(9));
    client.reply(doneOf(9));

    assertThat(client.outcomes()).containsExactly(completed(1, 9), completed(2, 9));
  }

  @Test
  void theEndOfANamedSessionIsNoEndOfTheClientsOwn() {
    TestedClient connected = TestedClient.connected();
    connected.submitNamed(1, 9, 5_000);
    connected.submit(2, 5_000);
    connected.reply(refusedOf(9, Refusal.SESSION_EXPIRED));
    connected.finish(1);

    assertThat(connected.outcomes())
        .containsExactly(failed(1, ClientFailure.SESSION_EXPIRED), completed(2, 1));
  }

  @Test
  void repeatsANamedCallAfterAPauseWhenTheGroupIsOverloaded() {
    client.announce(1, 1);
    client.submitNamed(1, 9, 5_000);
    client.sent(Requests.class);
    client.reply(refusedOf(9, Refusal.OVERLOADED));
    assertThat(client.sent(Requests.class)).isEmpty();
    client.pass(ClientTimings.DEFAULT.refusal());

    assertThat(client.sent(Requests.class)).hasSize(1);
    client.reply(doneOf(9));
    assertThat(client.outcomes()).containsExactly(completed(1, 9));
  }

  @Test
  void failsANamedCallAsWhatItWasRefusedFor() {
    client.announce(1, 1);
    client.submitNamed(1, 9, 5_000);
    client.submitNamed(2, 10, 5_000);
    client.reply(refusedOf(9, Refusal.INVALID));
    client.reply(refusedOf(10, Refusal.TOO_LARGE));

    assertThat(client.outcomes())
        .containsExactly(failed(1, ClientFailure.INVALID), failed(2, ClientFailure.TOO_LARGE));
  }

  @Test
  void failsANamedCallAtItsDeadlineAsUnknownIfItWasSent() {
    client.submitNamed(1, 8, 100);
    client.pass(100);
    client.announce(1, 1);
    client.submitNamed(2, 9, 100);
    client.pass(100);
    client.reply(doneOf(9));

    assertThat(client.outcomes())
        .containsExactly(
            failed(1, ClientFailure.NO_MASTER), failed(2, ClientFailure.DEADLINE_EXCEEDED));
  }

  @Test
  void opensASessionForItsCaller() {
    client.announce(1, 1);
    client.openSession(1, 5_000);
    client.open(NAMED);

    assertThat(client.outcomes()).containsExactly(new ClientEffect.SessionOpened(1, NAMED));
    assertThat(client.session.view().sessionOpen()).isFalse();
  }

  @Test
  void repeatsAnOpenWithTheSameNonceSoThatTheFirstAnswerCounts() {
    client.announce(1, 1);
    client.openSession(1, 5_000);
    client.announce(2, 2);

    List<OpenSession> tries = client.sent(OpenSession.class);
    assertThat(tries).hasSize(2).containsOnly(tries.get(0));
  }

  @Test
  void failsAnOpenThatWasRefusedUntilItsDeadlineAsOverloaded() {
    client.announce(1, 1);
    client.openSession(1, 15);
    long nonce = client.sent(OpenSession.class).get(0).nonce();
    client.reply(new ClientReply.OpenRefused(nonce, Refusal.OVERLOADED));
    client.pass(15);

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.OVERLOADED));
  }

  @Test
  void failsWhatIsUnderWayWhenTheClientIsClosed() {
    client.announce(1, 1);
    client.openSession(1, 5_000);
    client.submitNamed(2, 9, 5_000);
    client.step(new ClientInput.Close());

    assertThat(client.outcomes())
        .containsExactly(failed(1, ClientFailure.CLOSED), failed(2, ClientFailure.CLOSED));
  }

  @Test
  void acceptsNoCallThatItsCallerHasAcknowledged() {
    assertThatThrownBy(() -> new NamedCall(NAMED, 3, 4, Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
