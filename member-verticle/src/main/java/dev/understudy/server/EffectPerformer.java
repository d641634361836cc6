package dev.understudy.server;

import dev.understudy.client.ClientReply;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.member.Message;
import dev.understudy.registry.Registration;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.EventJson;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.FramePassage;
import dev.understudy.wire.Frames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Does on the event bus, and with the service, what the machine wants done. Decides nothing. */
final class EffectPerformer implements Effect.Performer {

  private static final Logger LOG = LoggerFactory.getLogger("dev.understudy.events");

  /** What effects are done with. */
  record Means(
      EventBus bus,
      Frames frames,
      ServiceRunner service,
      Consumer<Registration> registrations,
      OperatorDesk desk,
      OwnAddress address,
      Isolation isolation,
      Clock clock) {}

  private record Encoded(Message message, Incarnation life, Buffer frame) {}

  private static final int REPLIES = 16_384;

  private final Identity identity;
  private final Means means;
  private final String triggers;
  private final DeliveryOptions asking;
  private final DeliveryOptions sending;
  private final Map<ServerId, String> addresses = new TreeMap<>();
  private final Supplier<Incarnation> incarnation;
  private final Consumer<Input> inputs;
  private final Consumer<Effect.Depart> departed;
  private Optional<Encoded> last = Optional.empty();

  /**
   * @param incarnation the member's at the time: a starting one may have to take another
   */
  EffectPerformer(
      Identity identity,
      Means means,
      Supplier<Incarnation> incarnation,
      Consumer<Input> inputs,
      Consumer<Effect.Depart> departed) {
    this.identity = identity;
    this.means = means;
    this.incarnation = incarnation;
    this.inputs = inputs;
    this.departed = departed;
    triggers = Addresses.triggers(identity.group());
    sending = FramePassage.on(means.bus());
    asking = new DeliveryOptions().setSendTimeout(identity.configuration().timings().answer());
  }

  @Override
  public void send(Effect.Send send) {
    if (means.isolation().isCut(send.to())) {
      return;
    }
    String address =
        addresses.computeIfAbsent(send.to(), to -> Addresses.server(identity.group(), to));
    means.bus().send(address, frame(send.message()), sending);
  }

  @Override
  public void broadcast(Effect.Broadcast broadcast) {
    means.bus().publish(triggers, frame(broadcast.message()));
  }

  @Override
  public void reply(Effect.Reply reply) {
    String address = reply.client().value();
    List<ClientReply> replies = reply.replies();
    int from = 0;
    while (from < replies.size()) {
      int to = endOfFrame(replies, from);
      means.bus().send(address, means.frames().encode(new ReplyFrame(replies.subList(from, to))));
      from = to;
    }
  }

  @Override
  public void ask(Effect.Ask ask) {
    means
        .bus()
        .request(
            Addresses.NAME_SERVER, means.frames().encode(new QuestionFrame(ask.question())), asking)
        .onSuccess(reply -> answered(ask.questionId(), reply.body()));
    // no answer is no input: the machine waits for one only so long
  }

  @Override
  public void proveAddress(Effect.ProveAddress prove) {
    if (!means.isolation().isCut(prove.through())) {
      means.address().prove(prove);
    }
  }

  @Override
  public void listenAnew(Effect.ListenAnew listen) {
    means.address().listenAnew();
  }

  @Override
  public void register(Effect.Register register) {
    means.registrations().accept(register.registration());
  }

  @Override
  public void execute(Effect.Execute execute) {
    means.service().execute(execute.invocations());
  }

  @Override
  public void query(Effect.Query query) {
    means.service().query(query.readId(), query.payload());
  }

  @Override
  public void captureState(Effect.CaptureState capture) {
    means.service().capture(capture.captureId(), capture.head());
  }

  @Override
  public void restoreState(Effect.RestoreState restore) {
    means.service().restore(restore.state());
  }

  @Override
  public void persist(Effect.Persist persist) {
    // promises are kept in memory only, where the machine has them
  }

  @Override
  public void tell(Effect.Tell tell) {
    Event event = tell.event();
    means.bus().publish(Addresses.EVENTS, EventJson.of(event, means.clock().wallMillis()));
    if (event.type() == EventType.CHECK_COMPLETED) {
      LOG.debug("{} {} {}", identity, event.type().text(), event.details());
    } else {
      LOG.atLevel(event.type().isAlarming() ? Level.WARN : Level.INFO)
          .log("{} {} {} {}", identity, event.type().text(), event.epoch(), event.details());
    }
  }

  @Override
  public void answer(Effect.AnswerOperator answer) {
    means.desk().answer(answer);
  }

  @Override
  public void depart(Effect.Depart depart) {
    departed.accept(depart);
  }

  /** The same message to several servers is encoded once. */
  private Buffer frame(Message message) {
    Incarnation life = incarnation.get();
    Encoded encoded =
        last.filter(one -> one.message == message && one.life.equals(life))
            .orElseGet(() -> encode(message, life));
    last = Optional.of(encoded);
    return encoded.frame;
  }

  private Encoded encode(Message message, Incarnation life) {
    ServerFrame frame = new ServerFrame(identity.self(), life, identity.hash(), message);
    return new Encoded(message, life, means.frames().encode(frame));
  }

  private void answered(long questionId, Object body) {
    if (body instanceof Buffer buffer
        && means.frames().decode(buffer) instanceof Decoded.Ok ok
        && ok.frame() instanceof AnswerFrame answer) {
      inputs.accept(new Input.NameServerAnswered(questionId, answer.answer()));
    }
  }

  private static int endOfFrame(List<ClientReply> replies, int from) {
    int most = Math.min(replies.size(), from + REPLIES);
    long bytes = 0;
    int to = from;
    while (to < most && (to == from || bytes < Limits.FRAME_BYTES)) {
      if (replies.get(to) instanceof ClientReply.Done done) {
        bytes += done.result().size();
      } else if (replies.get(to) instanceof ClientReply.QueryDone done) {
        bytes += done.result().size();
      }
      to++;
    }
    return to;
  }
}
