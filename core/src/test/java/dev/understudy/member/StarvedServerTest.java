package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.member.AdmissionMessage.Alive;
import dev.understudy.member.AdmissionMessage.Challenge;
import dev.understudy.member.AdmissionMessage.FreshAnswer;
import dev.understudy.member.AdmissionMessage.Hello;
import dev.understudy.member.AdmissionMessage.RecoveryRequest;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.ElectionMessage.WouldPromise;
import dev.understudy.member.ElectionMessage.WouldYou;
import dev.understudy.member.ReplicationMessage.Append;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A server of three on a machine that is short of processor time (protocol section 5, lateness):
 * its peers are there, and answer late.
 */
class StarvedServerTest {

  private static final GroupConfiguration GROUP =
      GroupConfiguration.of(
          "g", Membership.consistent(IntStream.rangeClosed(1, 3).mapToObj(ServerId::new).toList()));
  private static final long FAILURE = GROUP.timings().failure();
  private static final long WINDOW = GROUP.timings().electionWindow();

  private record Letter(long atMillis, int from, Message message) {}

  private final Member member =
      new Member(
          new MemberSettings(
              GROUP, new ServerId(1), lifeOf(1), Priority.NORMAL, 5, Rules.STANDARD));
  private final List<Message> sent = new ArrayList<>();
  private final Queue<Letter> post = new ArrayDeque<>();
  private long now;
  private long answersTakeMillis;
  private long lateMillis;
  private boolean peersAreThere = true;

  private static Incarnation lifeOf(int server) {
    return new Incarnation(1_000, server);
  }

  @Test
  void isElectedThoughNoAnswerComesWithinTheFirstWindows() {
    beBackup();
    answersTakeMillis = 3 * WINDOW;
    while (now < 10_000 && member.view().role() != Role.MASTER) {
      pass(1);
    }

    assertThat(member.view().role()).isEqualTo(Role.MASTER);
  }

  @Test
  void standsLessAndLessOftenWhileItsAnswersComeTooLate() {
    beBackup();
    answersTakeMillis = 20 * WINDOW;
    pass(20_000);
    sent.clear();
    pass(20_000);

    // two are asked each time; half a failure timeout and a window apart it would be 70 times
    assertThat(count(WouldYou.class)).isBetween(2, 2 * 25);
  }

  @Test
  void standsAsOftenAsEverWhileNobodyAnswers() {
    beBackup();
    peersAreThere = false;
    pass(20_000);
    sent.clear();
    pass(20_000);

    assertThat(count(WouldYou.class)).isGreaterThan(2 * 30);
  }

  @Test
  void waitsForItsMasterForAsLongAsItIsLateItself() {
    follow();
    peersAreThere = false;
    lateMillis = FAILURE;
    pass(2 * FAILURE - 1);
    assertThat(count(WouldYou.class)).isZero();

    pass(FAILURE);
    assertThat(count(WouldYou.class)).isPositive();
  }

  @Test
  void doesNotWaitForEverHoweverLateItIs() {
    follow();
    peersAreThere = false;
    lateMillis = Long.MAX_VALUE;
    pass(4 * FAILURE);

    assertThat(count(WouldYou.class)).isPositive();
  }

  @Test
  void doesNotWaitForAMasterOfWhichItIsToldThatItIsGone() {
    follow();
    peersAreThere = false;
    lateMillis = 2 * FAILURE;
    pass(1);
    give(new Input.ServerLost(new ServerId(2)));
    pass(3 * GROUP.timings().electionStep());

    assertThat(count(WouldYou.class)).isPositive();
  }

  @Test
  void asksALifeThatSaysMuchAtOnceOnlyOnceWhetherItIsAlive() {
    peersAreThere = false;
    pass(1);
    for (int i = 0; i < 5; i++) {
      receive(2, new Hello(Priority.NORMAL));
    }
    assertThat(count(Challenge.class)).isEqualTo(1);

    pass(GROUP.timings().retry());
    receive(2, new Hello(Priority.NORMAL));
    assertThat(count(Challenge.class)).isEqualTo(2);
  }

  @Test
  void givesARoundOfQuestionsTheTimeThatAnswersTake() {
    answersTakeMillis = 40 * GROUP.timings().retry();
    pass(20_000);
    int asked = count(RecoveryRequest.class);
    peersAreThere = false;
    post.clear();
    // somebody who was not there before: ask soon, but not as if answers came at once
    receive(2, new RecoveryRequest(lifeOf(2), 1));
    receive(3, new RecoveryRequest(lifeOf(3), 1));
    pass(1_500);

    assertThat(count(RecoveryRequest.class) - asked).isLessThanOrEqualTo(2 * 2);
  }

  /** A new group: everybody is fresh, and quick as yet. */
  private void beBackup() {
    pass(50);
    assertThat(member.view().role()).isEqualTo(Role.BACKUP);
    post.clear();
  }

  private void follow() {
    beBackup();
    Epoch epoch = new Epoch(member.view().promised().generation(), 9, new ServerId(2), lifeOf(2));
    receive(2, new Append(epoch, 1, EntryKey.NONE, List.of(), 0, InSync.NONE));
    assertThat(member.view().master()).isEqualTo(new ServerId(2));
    sent.clear();
  }

  private void pass(long millis) {
    for (long end = now + millis; now < end; ) {
      now++;
      give(new Input.Tick(now, now, lateMillis));
      while (!post.isEmpty() && post.peek().atMillis() <= now) {
        Letter letter = post.remove();
        receive(letter.from(), letter.message());
      }
    }
  }

  private void receive(int from, Message message) {
    give(new Input.Received(new ServerId(from), lifeOf(from), GROUP.hash(), message));
  }

  private void give(Input input) {
    for (Effect effect : member.step(input)) {
      if (effect instanceof Effect.Send send) {
        sent.add(send.message());
        if (peersAreThere) {
          answer(send.to().number(), send.message());
        }
      }
    }
  }

  private void answer(int peer, Message message) {
    if (message instanceof Challenge challenge) {
      post(peer, new Alive(challenge.nonce()));
    } else if (message instanceof RecoveryRequest request) {
      post(peer, new Challenge(7));
      post(peer, new FreshAnswer(request.incarnation(), request.round()));
    } else if (message instanceof WouldYou ask) {
      post(peer, new WouldPromise(ask.epoch()));
    } else if (message instanceof WillYou ask) {
      post(peer, new Promise(ask.epoch(), Map.of(new ServerId(peer), lifeOf(peer)), InSync.NONE));
    }
  }

  private void post(int from, Message message) {
    post.add(new Letter(now + answersTakeMillis, from, message));
  }

  private int count(Class<? extends Message> kind) {
    return (int) sent.stream().filter(kind::isInstance).count();
  }
}
