package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.Epoch;
import dev.understudy.group.Generation;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Mode;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.member.AdmissionMessage.Alive;
import dev.understudy.member.AdmissionMessage.Challenge;
import dev.understudy.member.AdmissionMessage.NormalAnswer;
import dev.understudy.member.AdmissionMessage.RecoveryRequest;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A newcomer whose clock went back takes a later life in the middle of a round (protocol section 5,
 * loss of memory): those that answered the one before do not know of it.
 */
class RaisedLifeTest {

  private static final GroupConfiguration GROUP =
      GroupConfiguration.of(
          "g", Membership.consistent(IntStream.rangeClosed(1, 3).mapToObj(ServerId::new).toList()));
  private static final Incarnation DEAD = new Incarnation(9_000, 7);
  private static final Epoch EPOCH = new Epoch(Generation.FIRST, 4, new ServerId(2), lifeOf(2));

  private final List<Effect> effects = new ArrayList<>();
  private final Member newcomer =
      new Member(
          new MemberSettings(
              GROUP, new ServerId(1), lifeOf(1), Priority.NORMAL, 5, Rules.STANDARD));

  private static Incarnation lifeOf(int server) {
    return new Incarnation(1_000, server);
  }

  @Test
  void countsNoAnswersThatItsEarlierLifeWasGiven() {
    tick(10);
    believe(2);
    believe(3);
    answer(2);
    tick(11);
    nameServerNames(DEAD);
    receive(3, new Challenge(99));
    answer(3);
    assertThat(sent(SynchronizationMessage.SynchronizationRequest.class)).isEmpty();
    tick(12);
    answer(2);
    answer(3);
    assertThat(sent(SynchronizationMessage.SynchronizationRequest.class)).isNotEmpty();
  }

  private void tick(long now) {
    give(new Input.Tick(now, now));
  }

  /** The newcomer meets the voter. */
  private void believe(int voter) {
    receive(voter, new Challenge(50));
    List<Challenge> asked = sent(Challenge.class);
    receive(voter, new Alive(asked.get(asked.size() - 1).nonce()));
  }

  /** The voter answers what it was asked last. */
  private void answer(int voter) {
    List<RecoveryRequest> asked = sent(RecoveryRequest.class);
    RecoveryRequest last = asked.get(asked.size() - 1);
    receive(
        voter,
        new NormalAnswer(last.incarnation(), last.round(), EPOCH, last.incarnation(), false));
  }

  private void nameServerNames(Incarnation life) {
    Registration master =
        new Registration(
            "g",
            new ServerId(1),
            life,
            1,
            Role.MASTER,
            EPOCH,
            InSync.NONE,
            false,
            Priority.NORMAL,
            new Registration.Policy(
                Mode.CONSISTENT,
                GroupConfiguration.defaultRetention(Mode.CONSISTENT),
                1,
                300,
                1_500));
    give(new Input.NameServerAnswered(77, new Answer.MasterIs(master, 0, InSync.NONE)));
  }

  private void receive(int from, Message message) {
    give(new Input.Received(new ServerId(from), lifeOf(from), GROUP.hash(), message));
  }

  private void give(Input input) {
    effects.addAll(newcomer.step(input));
  }

  private <M extends Message> List<M> sent(Class<M> kind) {
    return effects.stream()
        .filter(Effect.Send.class::isInstance)
        .map(effect -> ((Effect.Send) effect).message())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
