package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.log.Bytes;
import dev.understudy.member.Message;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramesRoundTripTest {

  private static final int FRAMES = 20_000;

  private final Frames frames = new Frames(ValueSamples.MOST_PAYLOAD);

  @Test
  void readsBackEveryKindOfFrameThatItWrites() {
    FrameSamples samples = new FrameSamples(1);
    Set<Class<?>> seen = new LinkedHashSet<>();
    for (int i = 0; i < FRAMES; i++) {
      Frame frame = samples.frame();
      assertThat(frames.decode(frames.encode(frame))).isEqualTo(new Decoded.Ok(frame));
      note(frame, seen);
    }
    assertThat(seen)
        .containsAll(kinds(Frame.class))
        .containsAll(kinds(Message.class))
        .containsAll(kinds(ClientMessage.class))
        .containsAll(kinds(ClientReply.class))
        .containsAll(kinds(Question.class))
        .containsAll(kinds(Answer.class));
  }

  @Test
  void aDecodedFrameTakesNoCopyOfItsBuffer() {
    Bytes payload = Bytes.utf8("x".repeat(1_000));
    Frame frame = new ClientFrame(Addresses.client("a"), new ClientMessage.Query(1, payload));
    Buffer encoded = frames.encode(frame);

    Decoded decoded = frames.decode(encoded);
    encoded.setByte(encoded.length() - 1, (byte) 'y');

    Bytes changed = Bytes.utf8("x".repeat(999) + "y");
    assertThat(decoded)
        .isEqualTo(
            new Decoded.Ok(
                new ClientFrame(Addresses.client("a"), new ClientMessage.Query(1, changed))));
  }

  @Test
  void encodesTheSameFrameAlwaysToTheSameBytes() {
    FrameSamples samples = new FrameSamples(2);
    for (int i = 0; i < 1_000; i++) {
      Frame frame = samples.frame();
      assertThat(frames.encode(frame)).isEqualTo(frames.encode(frame));
    }
  }

  private static void note(Frame frame, Set<Class<?>> seen) {
    seen.add(frame.getClass());
    if (frame instanceof ServerFrame server) {
      seen.add(server.message().getClass());
    } else if (frame instanceof ClientFrame client) {
      client.messages().forEach(message -> seen.add(message.getClass()));
    } else if (frame instanceof ReplyFrame replies) {
      replies.replies().forEach(reply -> seen.add(reply.getClass()));
    } else if (frame instanceof QuestionFrame question) {
      seen.add(question.question().getClass());
    } else if (frame instanceof AnswerFrame answer) {
      seen.add(answer.answer().getClass());
    }
  }

  private static List<Class<?>> kinds(Class<?> type) {
    if (!type.isSealed()) {
      return List.of(type);
    }
    List<Class<?>> kinds = new ArrayList<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      kinds.addAll(kinds(permitted));
    }
    return kinds;
  }
}
