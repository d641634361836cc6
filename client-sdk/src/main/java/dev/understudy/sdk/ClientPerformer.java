package dev.understudy.sdk;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientFailure;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Limits;
import dev.understudy.group.ServerId;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.FramePassage;
import dev.understudy.wire.Frames;
import dev.understudy.wire.tracing.OpenSpans;
import dev.understudy.wire.tracing.RequestTracer;
import dev.understudy.wire.tracing.Stage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does on the event bus what the client's machine wants done, and ends calls. Decides nothing. */
final class ClientPerformer implements ClientEffect.Performer {

  private static final long ANSWER_MILLIS = 500;

  private static final int FRAME_MESSAGES = 4_096;

  private final EventBus bus;
  private final Frames frames;
  private final String group;
  private final ClientAddress self;
  private final Consumer<ClientInput> inputs;
  private final DeliveryOptions sending;
  private final DeliveryOptions asking = new DeliveryOptions().setSendTimeout(ANSWER_MILLIS);
  private final Map<ServerId, String> addresses = new TreeMap<>();
  private final Map<ServerId, List<ClientMessage>> outgoing = new TreeMap<>();
  private final CallTable calls = new CallTable();
  private final Deliveries deliveries = new Deliveries();
  private @Nullable OpenSpans spans;
  private boolean closed;

  ClientPerformer(
      EventBus bus, Frames frames, String group, ClientAddress self, Consumer<ClientInput> inputs) {
    this.bus = bus;
    this.sending = FramePassage.on(bus);
    this.frames = frames;
    this.group = group;
    this.self = self;
    this.inputs = inputs;
  }

  /** Tells that tracer of requests from now on. */
  void trace(RequestTracer tracer) {
    spans = new OpenSpans(tracer, group, OpenSpans.CLIENT);
  }

  /** These came from a server. */
  void received(List<ClientReply> replies) {
    OpenSpans traced = spans;
    if (traced != null) {
      for (ClientReply reply : replies) {
        if (reply instanceof ClientReply.Done done) {
          traced.end(Stage.REQUEST, done.session(), done.sequence());
        }
      }
    }
  }

  /** The number of a new call, which ends with an effect of this number. */
  long begin(OpenCall<?> call) {
    return calls.add(call);
  }

  /** Sends what was to be sent, and tells the callers of all calls that have ended. */
  void finish() {
    if (!outgoing.isEmpty()) {
      outgoing.forEach(this::send);
      outgoing.clear();
    }
    deliveries.deliver();
  }

  /** In frames of bounded size: calls come in batches, queries one by one. */
  private void send(ServerId to, List<ClientMessage> messages) {
    String address = addresses.computeIfAbsent(to, server -> Addresses.server(group, server));
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < messages.size(); i++) {
      long size = ClientMessage.size(messages.get(i));
      if (i > from && (bytes + size > Limits.FRAME_BYTES || i - from == FRAME_MESSAGES)) {
        bus.send(address, frame(messages.subList(from, i)), sending);
        from = i;
        bytes = 0;
      }
      bytes += size;
    }
    bus.send(address, frame(messages.subList(from, messages.size())), sending);
  }

  /** Ends all calls that have not ended, for good. */
  void abandon(Throwable cause) {
    closed = true;
    calls.removeAll().forEach(call -> fail(call, cause));
    deliveries.deliver();
  }

  /** Whether calls are ended no more: none is to begin. */
  boolean isClosed() {
    return closed;
  }

  void fail(OpenCall<?> call, Throwable cause) {
    call.failed(cause);
    deliveries.add(call);
  }

  /** Asks any name server. */
  private Future<Answer> ask(Question question) {
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
    OpenSpans traced = spans;
    if (traced != null && send.message() instanceof ClientMessage.Requests requests) {
      for (ClientMessage.Call call : requests.calls()) {
        traced.beginRequest(requests.session(), call.sequence());
      }
    }
    outgoing.computeIfAbsent(send.to(), to -> new ArrayList<>()).add(send.message());
  }

  @Override
  public void broadcast(ClientEffect.Broadcast broadcast) {
    bus.publish(Addresses.triggers(group), frame(List.of(broadcast.message())));
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
    GroupException failure = Outcomes.exception(failed.failure());
    calls
        .remove(failed.callId())
        .ifPresent(
            call -> {
              if (failed.failure() == ClientFailure.NO_MASTER) {
                failWithoutMaster(call, failure);
              } else {
                fail(call, failure);
              }
            });
  }

  /** Where no server is registered, that is the better answer. */
  private void failWithoutMaster(OpenCall<?> call, GroupException failure) {
    isGroupUnknown()
        .onComplete(
            answer -> {
              boolean unknown = answer.succeeded() && answer.result();
              fail(call, unknown ? Outcomes.unknownGroup(group) : failure);
              deliveries.deliver();
            });
  }

  private Future<Boolean> isGroupUnknown() {
    return ask(new Question.Roster(group))
        .map(
            answer -> answer instanceof Answer.RosterIs roster && roster.registrations().isEmpty());
  }

  private void end(long callId, ClientEffect effect) {
    calls
        .remove(callId)
        .ifPresent(
            call -> {
              call.ended(effect);
              deliveries.add(call);
            });
  }

  private Buffer frame(List<ClientMessage> messages) {
    return frames.encode(new ClientFrame(self, messages));
  }
}
