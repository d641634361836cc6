package dev.understudy.client;

import static dev.understudy.client.TestedClient.SESSION;
import static dev.understudy.client.TestedClient.completed;
import static dev.understudy.client.TestedClient.failed;
import static dev.understudy.client.TestedClient.keyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The client's half of protocol sections 4 and 11: batches, window, repetition, deadlines, bounds.
 */
class CallsTest {

  private static final long RESEND = ClientTimings.DEFAULT.resend();

  private final TestedClient client = TestedClient.connected();

  private static ClientSettings limits(int inFlight, int pending, long bytes, int batchBytes) {
    return ClientSettings.of("g", 1)
        .with(new ClientLimits(inFlight, pending, bytes, 1_000, batchBytes));
  }

  private ClientInput.Submit submission(long callId) {
    return new ClientInput.Submit(callId, Bytes.utf8("call " + callId), client.now() + 5_000);
  }

  @Test
  void completesACallWithItsResultAndTheEntryThatExecutedIt() {
    client.submit(7, 5_000);
    client.finish(1);

    assertThat(client.outcomes()).containsExactly(completed(7, 1));
  }

  @Test
  void completesACallOnceHoweverOftenItIsAnswered() {
    client.submit(7, 5_000);
    client.finish(1);
    client.finish(1);

    assertThat(client.outcomes()).hasSize(1);
  }

  @Test
  void completesACallAlsoWhenTheServiceThrew() {
    Result threw = new Result.Threw("no");
    client.submit(7, 5_000);
    client.reply(new ClientReply.Done(SESSION, 1, threw, keyOf(5)));

    assertThat(client.outcomes()).containsExactly(new ClientEffect.Completed(7, threw, keyOf(5)));
  }

  @Test
  void sendsAllCallsOfOneTurnInOneMessage() {
    client.turn(submission(1), submission(2), submission(3));

    List<Requests> sent = client.sent(Requests.class);
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).calls())
        .extracting(ClientMessage.Call::sequence)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void splitsAMessageThatWouldBeTooLarge() {
    TestedClient bounded = TestedClient.connected(limits(100, 100, 1_000, 10));
    bounded.submit(1, "12345678901234", 5_000);
    bounded.turn(
        new ClientInput.Submit(2, Bytes.utf8("12345"), bounded.now() + 5_000),
        new ClientInput.Submit(3, Bytes.utf8("12345"), bounded.now() + 5_000),
        new ClientInput.Submit(4, Bytes.utf8("1"), bounded.now() + 5_000));

    assertThat(bounded.sent(Requests.class))
        .extracting(requests -> requests.calls().size())
        .containsExactly(1, 2, 1);
  }

  @Test
  void namesWhatGoesBeforeAMessageUntilThatIsAnswered() {
    client.turn(submission(1), submission(2));
    client.submit(3, 5_000);
    client.finish(1);
    client.finish(2);
    client.finish(3);
    client.submit(4, 5_000);

    assertThat(client.sent(Requests.class))
        .extracting(Requests::after)
        .containsExactly(Requests.ANY_ORDER, 2L, Requests.ANY_ORDER);
  }

  @Test
  void doesNotNameWhatWasGivenUp() {
    client.submit(1, 5_000);
    client.submit(2, 10);
    client.pass(20);
    client.sent(Requests.class);
    client.submit(3, 5_000);

    assertThat(client.sent(Requests.class)).extracting(Requests::after).containsExactly(1L);
  }

  @Test
  void repeatsWhatCameOutOfOrderTogetherWithWhatGoesBeforeIt() {
    client.submit(1, 5_000);
    client.submit(2, 5_000);
    client.sent(Requests.class);
    client.refuse(2, Refusal.OUT_OF_ORDER);
    client.announce(2, 2);

    assertThat(client.sentSequences()).containsExactly(1L, 2L);
    assertThat(client.outcomes()).isEmpty();
  }

  /** A master that was not one yet, or a connection that broke, answers nothing. */
  @Test
  void repeatsWhatWasLostAsSoonAsWhatFollowsItIsFoundOutOfOrder() {
    client.submit(1, 60_000);
    client.pass(3_000);
    client.announce(2, 2);
    client.submit(2, 60_000);
    client.sentSequences();
    client.refuse(2, Refusal.OUT_OF_ORDER);
    client.pass(ClientTimings.DEFAULT.refusal());

    assertThat(client.sentSequences()).containsExactly(1L, 2L);
  }

  @Test
  void doesNotRepeatWhatWasSentAgainSinceItWasMissed() {
    client.submit(1, 60_000);
    client.pass(RESEND / 2);
    client.submit(2, 60_000);
    client.pass(RESEND / 2);
    assertThat(client.sentSequences()).containsExactly(1L, 2L, 1L);
    client.refuse(2, Refusal.OUT_OF_ORDER);
    client.pass(ClientTimings.DEFAULT.refusal());

    assertThat(client.sentSequences()).containsExactly(2L);
  }

  @Test
  void knowsNotTheOutcomeOfWhatWasMissedOnce() {
    client.submit(1, 1_000);
    client.submit(2, 1_000);
    client.refuse(2, Refusal.OUT_OF_ORDER);
    for (long end = client.now() + 1_000; client.now() < end; client.pass(1)) {
      if (!client.sentSequences().isEmpty()) {
        client.refuse(1, Refusal.OVERLOADED);
        client.refuse(2, Refusal.OUT_OF_ORDER);
      }
    }

    assertThat(client.outcomes())
        .containsExactly(
            failed(1, ClientFailure.DEADLINE_EXCEEDED), failed(2, ClientFailure.OVERLOADED));
  }

  @Test
  void acknowledgesTheResultsBelowTheLowestThatIsMissing() {
    client.turn(submission(1), submission(2), submission(3));
    client.finish(1);
    client.finish(3);
    client.sent(Requests.class);
    client.submit(4, 5_000);
    assertThat(client.sent(Requests.class).get(0).acknowledgedBelow()).isEqualTo(2);
    client.finish(2);
    client.finish(4);
    client.submit(5, 5_000);

    assertThat(client.sent(Requests.class).get(0).acknowledgedBelow()).isEqualTo(5);
  }

  @Test
  void usesNoSequenceBeyondItsWindowAboveTheLowestUnanswered() {
    TestedClient bounded = TestedClient.connected(limits(3, 100, 1_000, 1_000));
    for (int i = 1; i <= 5; i++) {
      bounded.submit(i, 5_000);
    }
    assertThat(bounded.sentSequences()).containsExactly(1L, 2L, 3L);
    bounded.finish(2);
    assertThat(bounded.sentSequences()).isEmpty();
    bounded.finish(1);

    assertThat(bounded.sentSequences()).containsExactly(4L, 5L);
  }

  @Test
  void repeatsUnansweredCallsInOrderUnderTheSameSequencesAfterSilence() {
    client.turn(submission(1), submission(2), submission(3));
    client.finish(2);
    client.sent(Requests.class);
    client.pass(RESEND);

    Requests again = client.sent(Requests.class).get(0);
    assertThat(again.session()).isEqualTo(SESSION);
    assertThat(again.calls())
        .containsExactly(
            new ClientMessage.Call(1, Bytes.utf8("call 1")),
            new ClientMessage.Call(3, Bytes.utf8("call 3")));
  }

  @Test
  void repeatsAtGrowingPauses() {
    client.submit(1, 60_000);
    client.pass(10_000);

    assertThat(client.sentSequences().size()).isBetween(10, 17);
  }

  @Test
  void repeatsALostCallAlthoughOthersAreAnswered() {
    client.submit(1, 60_000);
    for (int i = 2; i < 20; i++) {
      client.pass(RESEND / 5);
      client.submit(i, 60_000);
      client.finish(i);
    }

    assertThat(client.sentSequences()).filteredOn(sequence -> sequence == 1).hasSizeBetween(3, 6);
  }

  @Test
  void doesNotRepeatWhatWasSentLately() {
    client.submit(1, 60_000);
    client.pass(RESEND - 100);
    client.submit(2, 60_000);
    client.sentSequences();
    client.pass(100);

    assertThat(client.sentSequences()).containsExactly(1L);
  }

  @Test
  void failsACallOfUnknownOutcomeAtItsDeadline() {
    client.submit(1, 100);
    client.pass(99);
    assertThat(client.outcomes()).isEmpty();
    client.pass(1);

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.DEADLINE_EXCEEDED));
    client.finish(1);
    assertThat(client.outcomes()).isEmpty();
  }

  @Test
  void acknowledgesPastACallThatItGaveUpButNotPastOneThatItAwaits() {
    client.submit(1, 5_000);
    client.submit(2, 50);
    client.pass(50);
    client.sent(Requests.class);
    client.submit(3, 5_000);
    assertThat(client.sent(Requests.class).get(0).acknowledgedBelow()).isEqualTo(1);
    client.finish(1);
    client.submit(4, 5_000);

    assertThat(client.sent(Requests.class).get(0).acknowledgedBelow()).isEqualTo(3);
  }

  @Test
  void failsACallThatWasNeverSentForWantOfAMaster() {
    TestedClient lonely = new TestedClient();
    lonely.submit(1, 300);
    lonely.pass(300);

    assertThat(lonely.outcomes()).containsExactly(failed(1, ClientFailure.NO_MASTER));
  }

  @Test
  void failsACallThatWaitedForTheWindowUntilItsDeadlineAsOverloaded() {
    TestedClient bounded = TestedClient.connected(limits(1, 100, 1_000, 1_000));
    bounded.submit(1, 5_000);
    bounded.submit(2, 50);
    bounded.pass(50);

    assertThat(bounded.outcomes()).containsExactly(failed(2, ClientFailure.OVERLOADED));
  }

  @Test
  void refusesACallWhoseDeadlineHasPassed() {
    client.submit(1, 0);

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.DEADLINE_EXCEEDED));
  }

  @Test
  void refusesCallsOverItsBoundOnTheirNumber() {
    TestedClient bounded = TestedClient.connected(limits(1, 2, 1_000, 1_000));
    for (int i = 1; i <= 3; i++) {
      bounded.submit(i, 5_000);
    }

    assertThat(bounded.outcomes()).containsExactly(failed(3, ClientFailure.OVERLOADED));
    bounded.finish(1);
    bounded.outcomes();
    bounded.submit(4, 5_000);
    assertThat(bounded.outcomes()).isEmpty();
  }

  @Test
  void refusesCallsOverItsBoundOnTheirBytes() {
    TestedClient bounded = TestedClient.connected(limits(10, 10, 10, 1_000));
    bounded.submit(1, "123456", 5_000);
    bounded.submit(2, "12345", 5_000);
    bounded.submit(3, "1234", 5_000);

    assertThat(bounded.outcomes()).containsExactly(failed(2, ClientFailure.OVERLOADED));
  }

  @Test
  void refusesAPayloadThatIsTooLarge() {
    TestedClient bounded = TestedClient.connected(limits(10, 10, 10_000, 1_000));
    bounded.submit(1, "x".repeat(1_001), 5_000);
    bounded.submit(2, "x".repeat(1_000), 5_000);

    assertThat(bounded.outcomes()).containsExactly(failed(1, ClientFailure.TOO_LARGE));
  }

  @Test
  void repeatsACallThatAnOverloadedServerRefusedAfterAPause() {
    client.submit(1, 5_000);
    client.sentSequences();
    client.refuse(1, Refusal.OVERLOADED);
    client.submit(2, 5_000);
    assertThat(client.sentSequences()).as("new calls wait too").isEmpty();
    client.pass(ClientTimings.DEFAULT.refusal());

    assertThat(client.sentSequences()).containsExactly(1L, 2L);
  }

  @Test
  void failsACallAsOverloadedWhenItWasRefusedEachTimeUntilItsDeadline() {
    client.submit(1, 1_000);
    for (long end = client.now() + 1_000; client.now() < end; client.pass(1)) {
      if (!client.sentSequences().isEmpty()) {
        client.refuse(1, Refusal.OVERLOADED);
      }
    }

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.OVERLOADED));
  }

  @Test
  void callsTheOutcomeUnknownWhenOneOfTheTriesWasNotRefused() {
    client.submit(1, 1_000);
    client.pass(RESEND);
    client.refuse(1, Refusal.OVERLOADED);
    for (long end = client.now() + 1_000 - RESEND; client.now() < end; client.pass(1)) {
      if (!client.sentSequences().isEmpty()) {
        client.refuse(1, Refusal.OVERLOADED);
      }
    }

    assertThat(client.outcomes()).containsExactly(failed(1, ClientFailure.DEADLINE_EXCEEDED));
  }

  @Test
  void failsACallThatTheGroupFindsTooLargeOrSenseless() {
    client.submit(1, 5_000);
    client.submit(2, 5_000);
    client.refuse(1, Refusal.TOO_LARGE);
    client.refuse(2, Refusal.INVALID);

    assertThat(client.outcomes())
        .containsExactly(failed(1, ClientFailure.TOO_LARGE), failed(2, ClientFailure.INVALID));
  }

  @Test
  void failsEverythingWhenItIsClosedAndTakesNothingMore() {
    client.submit(1, 5_000);
    client.query(2, 5_000);
    client.staleQuery(3, 5_000);
    client.step(new ClientInput.Close());
    client.submit(4, 5_000);

    assertThat(client.outcomes())
        .containsExactly(
            failed(1, ClientFailure.CLOSED),
            failed(2, ClientFailure.CLOSED),
            failed(3, ClientFailure.CLOSED),
            failed(4, ClientFailure.CLOSED));
    client.forgetEffects();
    client.announce(2, 2);
    client.pass(10_000);
    assertThat(client.sent(ClientMessage.class)).isEmpty();
    assertThat(client.session.deadlineMillis()).isEqualTo(Long.MAX_VALUE);
  }
}
