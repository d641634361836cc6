package dev.understudy.client;

import static dev.understudy.client.TestedClient.failed;
import static dev.understudy.client.TestedClient.registrationOf;
import static dev.understudy.client.TestedClient.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage.Query;
import dev.understudy.client.ClientMessage.StaleQuery;
import dev.understudy.group.Role;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client's half of the reads of protocol section 4. */
class QueriesTest {

  private static final long RESEND = ClientTimings.DEFAULT.resend();

  private final TestedClient client = TestedClient.connected();

  private void done(long queryId) {
    client.reply(new ClientReply.QueryDone(queryId, resultOf("ok"), 9, 2, true));
  }

  private void answerRoster(Role... roles) {
    List<ClientEffect.Ask> asked = client.asked(Question.Roster.class);
    assertThat(asked).hasSize(1);
    List<Registration> registrations = new ArrayList<>();
    for (int i = 0; i < roles.length; i++) {
      registrations.add(registrationOf(i + 1, 1, roles[i]));
    }
    client.answer(asked.get(0).questionId(), new Answer.RosterIs(true, registrations));
  }

  @Test
  void sendsALinearizableQueryToTheMasterAndGivesTheAnswer() {
    client.query(5, 1_000);
    List<ClientEffect.Send> sends = client.sends(Query.class);
    assertThat(sends).extracting(send -> send.to().number()).containsExactly(1);
    done(((Query) sends.get(0).message()).queryId());

    assertThat(client.outcomes())
        .containsExactly(new ClientEffect.QueryCompleted(5, resultOf("ok"), 9, 2, true));
  }

  @Test
  void answersAQueryOnceHoweverOftenItIsAnswered() {
    client.query(5, 1_000);
    long id = client.sent(Query.class).get(0).queryId();
    done(id);
    done(id);

    assertThat(client.outcomes()).hasSize(1);
  }

  @Test
  void repeatsAQueryAtGrowingPausesUntilItsDeadline() {
    client.query(5, 5_000);
    client.pass(5_000);

    assertThat(client.sent(Query.class).size()).isBetween(5, 10);
    assertThat(client.outcomes()).containsExactly(failed(5, ClientFailure.DEADLINE_EXCEEDED));
  }

  @Test
  void repeatsAQueryAtANewMasterAtOnce() {
    client.query(5, 5_000);
    client.forgetEffects();
    client.announce(2, 2);

    assertThat(client.receivers(Query.class)).containsExactly(2);
  }

  @Test
  void repeatsAQueryThatAnOverloadedServerRefusedAfterAPause() {
    client.query(5, 50);
    long id = client.sent(Query.class).get(0).queryId();
    client.reply(new ClientReply.QueryRefused(id, Refusal.OVERLOADED));
    assertThat(client.sent(Query.class)).isEmpty();
    client.pass(ClientTimings.DEFAULT.refusal());
    assertThat(client.sent(Query.class)).hasSize(1);
    client.reply(new ClientReply.QueryRefused(id, Refusal.OVERLOADED));
    client.pass(10);
    client.reply(new ClientReply.QueryRefused(id, Refusal.TOO_LARGE));

    assertThat(client.outcomes()).containsExactly(failed(5, ClientFailure.TOO_LARGE));
  }

  @Test
  void failsAQueryAsOverloadedWhenItWasRefusedLast() {
    client.query(5, 10);
    long id = client.sent(Query.class).get(0).queryId();
    client.reply(new ClientReply.QueryRefused(id, Refusal.OVERLOADED));
    client.pass(10);

    assertThat(client.outcomes()).containsExactly(failed(5, ClientFailure.OVERLOADED));
  }

  @Test
  void failsAQueryForWhichNoMasterWasFound() {
    TestedClient lonely = new TestedClient();
    lonely.query(5, 100);
    lonely.pass(100);

    assertThat(lonely.outcomes()).containsExactly(failed(5, ClientFailure.NO_MASTER));
  }

  @Test
  void boundsTheQueriesThatWait() {
    TestedClient bounded =
        new TestedClient(
            ClientSettings.of("g", 1).with(new ClientLimits(10, 1, 1_000, 1_000, 1_000)));
    bounded.query(1, 1_000);
    bounded.query(2, 1_000);
    bounded.staleQuery(3, 1_000);

    assertThat(bounded.outcomes()).containsExactly(failed(2, ClientFailure.OVERLOADED));
  }

  @Test
  void sendsStaleQueriesToOneServerAfterTheOther() {
    client.staleQuery(1, 1_000);
    answerRoster(Role.BACKUP, Role.MASTER, Role.NEWCOMER, Role.BACKUP);
    client.forgetEffects();
    for (int i = 2; i <= 7; i++) {
      client.staleQuery(i, 1_000);
    }

    List<Integer> receivers = client.receivers(StaleQuery.class);
    assertThat(receivers).containsOnly(1, 2, 4);
    assertThat(receivers.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(receivers.subList(3, 6)).isEqualTo(receivers.subList(0, 3));
  }

  @Test
  void sendsStaleQueriesToTheMasterWhileNoServerIsKnown() {
    client.staleQuery(1, 1_000);

    assertThat(client.receivers(StaleQuery.class)).containsExactly(1);
  }

  @Test
  void looksForAMasterForStaleQueriesIfNoServerIsKnown() {
    TestedClient fresh = new TestedClient();
    fresh.staleQuery(1, 1_000);
    fresh.lookUp(2, 1);

    assertThat(fresh.receivers(StaleQuery.class)).containsExactly(2);
  }

  @Test
  void triesAnotherServerWhenAStaleQueryIsNotAnswered() {
    client.staleQuery(1, 5_000);
    answerRoster(Role.BACKUP, Role.BACKUP);
    client.forgetEffects();
    client.staleQuery(2, 5_000);
    client.pass(2 * RESEND);

    assertThat(client.receivers(StaleQuery.class)).contains(1, 2);
  }

  @Test
  void answersStaleQueriesWithoutAnyMaster() {
    TestedClient fresh = new TestedClient();
    fresh.staleQuery(1, 5_000);
    long question = fresh.asked(Question.Roster.class).get(0).questionId();
    fresh.answer(question, new Answer.RosterIs(false, List.of(registrationOf(3, 1, Role.BACKUP))));
    long id = fresh.sent(StaleQuery.class).get(0).queryId();
    fresh.reply(new ClientReply.QueryDone(id, resultOf("old"), 4, 1, false));

    assertThat(fresh.outcomes())
        .containsExactly(new ClientEffect.QueryCompleted(1, resultOf("old"), 4, 1, false));
  }

  @Test
  void asksForTheRosterAgainFromTimeToTimeWhileItIsUsed() {
    client.staleQuery(1, 60_000);
    answerRoster(Role.BACKUP);
    client.pass(ClientTimings.DEFAULT.roster() - 1);
    assertThat(client.asked(Question.Roster.class)).isEmpty();
    client.pass(1);

    assertThat(client.asked(Question.Roster.class)).hasSize(1);
  }
}
