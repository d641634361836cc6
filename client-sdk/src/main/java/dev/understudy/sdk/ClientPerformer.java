package dev.understudy.sdk;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientMessage;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Does on the event bus what the client's machine wants done, and ends calls. Decides nothing. */
final class ClientPerformer implements ClientEffect.Performer {

  private static final long ANSWER_MILLIS = 500;

  private final EventBus bus;
  private final Frames frames;
  private final String group;
  private final ClientAddress self;
  private final Consumer<ClientInput> inputs;
  private final DeliveryOptions asking = new DeliveryOptions().setSendTimeout(ANSWER_MILLIS);
  private final Map<ServerId, String> addresses = new TreeMap<>();
  private final Map<Long, Promise<ClientEffect>> calls = new LinkedHashMap<>();
  private long lastCallId;

  ClientPerformer(
      EventBus bus, Frames frames, String group, ClientAddress self, Consumer<ClientInput> inputs) {
    this.bus = bus;
    this.frames = frames;
    this.group = group;
    this.self = self;
    this.inputs = inputs;
  }

  /** The number of a new call; {@code end} is completed with the effect that ends it. */
  long begin(Promise<ClientEffect> end) {
    calls.put(++lastCallId, end);
    return lastCallId;
  }

  /** Ends all calls that have not ended. */
  void abandon(Throwable cause) {
    List<Promise<ClientEffect>> ends = List.copyOf(calls.values());
    calls.clear();
    ends.forEach(end -> end.fail(cause));
  }

  /** Asks any name server. */
  Future<Answer> ask(Question question) {
    return bus.<Buffer>request(
            Addresses.NAME_SERVER, frames.encode(new QuestionFrame(question)), asking)
        .map(
            reply -> {
              if (frames.decode(reply.body()) instanceof Decoded.Ok ok
                  && ok.frame() instanceof AnswerFrame answer) {
                return answer.answer();
              }
              throw new IllegalStateException("a name server's answer is not understood");
            });
  }

  @Override
  public void send(ClientEffect.Send send) {
    String address = addresses.computeIfAbsent(send.to(), to -> Addresses.server(group, to));
    bus.send(address, frame(send.message()));
  }

  @Override
  public void broadcast(ClientEffect.Broadcast broadcast) {
    bus.publish(Addresses.triggers(group), frame(broadcast.message()));
  }

  @Override
  public void ask(ClientEffect.Ask ask) {
    // no answer is no input: the machine waits for one only so long
    ask(ask.question())
        .onSuccess(
            answer -> inputs.accept(new ClientInput.NameServerAnswered(ask.questionId(), answer)));
  }

  @Override
  public void completed(ClientEffect.Completed completed) {
    end(completed.callId(), completed);
  }

  @Override
  public void queryCompleted(ClientEffect.QueryCompleted completed) {
    end(completed.callId(), completed);
  }

  @Override
  public void sessionOpened(ClientEffect.SessionOpened opened) {
    end(opened.callId(), opened);
  }

  @Override
  public void failed(ClientEffect.Failed failed) {
    end(failed.callId(), failed);
  }

  private void end(long callId, ClientEffect effect) {
    Promise<ClientEffect> call = calls.remove(callId);
    if (call != null) {
      call.complete(effect);
    }
  }

  private Buffer frame(ClientMessage message) {
    return frames.encode(new ClientFrame(self, message));
  }
}
