package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.InSync;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Membership;
import dev.understudy.group.Priority;
import dev.understudy.group.Role;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.PiecesWriter;
import dev.understudy.log.Result;
import dev.understudy.member.AdmissionMessage.Alive;
import dev.understudy.member.AdmissionMessage.Challenge;
import dev.understudy.member.AdmissionMessage.FreshAnswer;
import dev.understudy.member.AdmissionMessage.RecoveryRequest;
import dev.understudy.member.CapturedState;
import dev.understudy.member.Effect;
import dev.understudy.member.ElectionMessage.Promise;
import dev.understudy.member.ElectionMessage.WillYou;
import dev.understudy.member.ElectionMessage.WouldPromise;
import dev.understudy.member.ElectionMessage.WouldYou;
import dev.understudy.member.Input;
import dev.understudy.member.Member;
import dev.understudy.member.MemberSettings;
import dev.understudy.member.Message;
import dev.understudy.member.Rules;
import dev.understudy.monitoring.Trigger;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.ServerFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Promise 6 of the protocol, behind the border: frames that are well formed, and of the right
 * configuration, but make no sense. They may mislead a server (forgery is not what the protocol
 * protects from), but they do not make it fail.
 */
class ForgedFramesTest {

  private static final Frames FRAMES = new Frames(ValueSamples.MOST_PAYLOAD);
  private static final List<ServerId> VOTERS =
      List.of(new ServerId(0), new ServerId(1), new ServerId(2));
  private static final int LIVES = 1_000;
  private static final int FRAMES_IN_A_LIFE = 150;

  @Test
  void noFrameMakesAServerOfAConsistentGroupFail() {
    assertLivesThrough(GroupConfiguration.of("kv", Membership.consistent(VOTERS)));
  }

  @Test
  void noFrameMakesAServerOfAnAvailableGroupFail() {
    assertLivesThrough(GroupConfiguration.of("kv", Membership.available()));
  }

  private static void assertLivesThrough(GroupConfiguration configuration) {
    Set<Role> roles = new TreeSet<>();
    for (int life = 0; life < LIVES; life++) {
      FrameSamples samples = life % 4 == 0 ? new FrameSamples(life) : new PlausibleSamples(life);
      new Life(configuration, life).live(samples, roles);
    }
    assertThat(roles).containsExactly(Role.values());
  }

  /**
   * One server, whose neighbours mostly help it into every role while somebody forges their frames.
   */
  private static final class Life {

    private final GroupConfiguration configuration;
    private final Member member;
    private final long seed;

    Life(GroupConfiguration configuration, long seed) {
      this.configuration = configuration;
      this.seed = seed;
      member =
          new Member(
              new MemberSettings(
                  configuration,
                  new ServerId(1),
                  new Incarnation(1_000, 1),
                  Priority.NORMAL,
                  seed,
                  Rules.STANDARD));
    }

    void live(FrameSamples samples, Set<Role> roles) {
      long now = 10_000;
      for (int i = 0; i < FRAMES_IN_A_LIFE; i++) {
        now += samples.random.nextInt(120);
        give(new Input.Tick(now, now));
        give(input(samples.frame()));
        give(new Input.Flush());
        roles.add(member.view().role());
      }
    }

    /** What a decoded frame is given as; a trigger where the border refuses it. */
    private Input input(Frame frame) {
      if (!(FRAMES.decode(FRAMES.encode(frame)) instanceof Decoded.Ok)) {
        return new Input.Triggered(Trigger.OTHER_MASTER);
      }
      if (frame instanceof ServerFrame server) {
        return new Input.Received(
            server.from(), server.incarnation(), configuration.hash(), server.message());
      }
      if (frame instanceof ClientFrame client) {
        return new Input.ClientReceived(client.client(), client.messages().get(0));
      }
      if (frame instanceof AnswerFrame answer) {
        return new Input.NameServerAnswered(1, answer.answer());
      }
      return new Input.Triggered(Trigger.DUPLICATE_REGISTRATION);
    }

    private void give(Input input) {
      List<Effect> effects;
      try {
        effects = member.step(input);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("life " + seed + ": " + input, e);
      }
      effects.forEach(effect -> answer(effect).ifPresent(this::give));
      assertThat(member.view().executedIndex()).isLessThanOrEqualTo(member.view().lastIndex());
    }

    private Optional<Input> answer(Effect effect) {
      if (effect instanceof Effect.Execute execute) {
        return Optional.of(
            new Input.Executed(
                execute.invocations().stream()
                    .<Result>map(invocation -> new Result.Returned(invocation.payload()))
                    .toList()));
      }
      if (effect instanceof Effect.Query query) {
        return Optional.of(new Input.Queried(query.readId(), Result.NOTHING));
      }
      if (effect instanceof Effect.CaptureState capture) {
        return Optional.of(
            new Input.StateCaptured(
                capture.captureId(),
                CapturedState.of(
                    new PiecesWriter().raw(capture.head()).raw(Bytes.EMPTY).toPieces())));
      }
      if (effect instanceof Effect.RestoreState) {
        return Optional.of(new Input.StateRestored());
      }
      return effect instanceof Effect.Send send && seed % 3 != 0
          ? friendly(send.message())
              .map(
                  message ->
                      new Input.Received(
                          send.to(), PlausibleSamples.LIFE, configuration.hash(), message))
          : Optional.empty();
    }

    private static Optional<Message> friendly(Message message) {
      if (message instanceof Challenge challenge) {
        return Optional.of(new Alive(challenge.nonce()));
      }
      if (message instanceof RecoveryRequest request) {
        return Optional.of(new FreshAnswer(request.incarnation(), request.round()));
      }
      if (message instanceof WouldYou wouldYou) {
        return Optional.of(new WouldPromise(wouldYou.epoch()));
      }
      return message instanceof WillYou willYou
          ? Optional.of(new Promise(willYou.epoch(), Map.of(), InSync.NONE))
          : Optional.empty();
    }
  }
}
