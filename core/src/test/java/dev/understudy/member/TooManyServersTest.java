package dev.understudy.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Priority;
import dev.understudy.group.ServerId;
import dev.understudy.log.EntryKey;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frames;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A group has at most so many servers; further ones do it no harm (protocol section 11). */
class TooManyServersTest {

  private static final int STRANGERS = 100;

  @Test
  void aPromiseCanBeReadHoweverManyServersTheVoterHasMet() {
    TestedGroup group = TestedGroup.consistent(1, 2, 3);
    TestedServer voter = TestedGroup.backupOfOne(group);
    greetedByStrangers(group, 3);
    group.run(2_000);
    group.receive(
        2,
        3,
        new ElectionMessage.WillYou(
            TestedGroup.epoch(1_000, 2), new EntryKey(TestedGroup.epoch(1, 1), 1_000)));
    List<ElectionMessage.Promise> promises = group.sent(3, 2, ElectionMessage.Promise.class);
    assertThat(promises).hasSize(1);
    Frame frame =
        new Frame.ServerFrame(
            new ServerId(3),
            new Incarnation(1_000, 3),
            group.configuration.hash(),
            promises.get(0));
    Frames frames = new Frames(group.configuration.limits().payloadBytes());
    assertThat(frames.decode(frames.encode(frame))).isEqualTo(new Decoded.Ok(frame));
    assertThat(voter.events()).containsOnlyOnce(EventType.CONFIGURATION_REFUSED);
  }

  @Test
  void aMasterSendsToNoMoreServersThanTheGroupMayHave() {
    TestedGroup group = TestedGroup.available();
    group.start(1);
    group.run(3_000);
    greetedByStrangers(group, 1);
    group.run(500);
    long reached =
        IntStream.range(10, 10 + STRANGERS)
            .filter(id -> !group.sent(1, id, ReplicationMessage.Append.class).isEmpty())
            .count();
    assertThat(reached).isEqualTo(group.configuration.limits().servers() - 1);
  }

  private static void greetedByStrangers(TestedGroup group, int server) {
    for (int id = 10; id < 10 + STRANGERS; id++) {
      group.receive(id, server, new AdmissionMessage.Hello(Priority.NORMAL));
    }
  }
}
