package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientReply;
import dev.understudy.group.Epoch;
import dev.understudy.group.Event;
import dev.understudy.group.EventType;
import dev.understudy.group.GroupConfiguration;
import dev.understudy.group.Incarnation;
import dev.understudy.group.Limits;
import dev.understudy.group.Membership;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.EntryKey;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.member.Effect;
import dev.understudy.member.ElectionMessage.Goodbye;
import dev.understudy.member.Input;
import dev.understudy.member.OperatorAnswer;
import dev.understudy.registry.Answer;
import dev.understudy.registry.Question;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol.RecordName;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.AnswerFrame;
import dev.understudy.wire.Frame.QuestionFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffectPerformerTest {

  private static final ServerId PEER = new ServerId(2);
  private static final Incarnation LIFE = new Incarnation(5, 6);
  private static final ClientAddress CLIENT = Addresses.client("c");

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(1024 * 1024);
  private final ManualClock clock = new ManualClock();
  private final Isolation isolation = new Isolation(clock);
  private final BlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
  private final List<Effect.Depart> departures = new ArrayList<>();
  private final Identity identity =
      new Identity(GroupConfiguration.of("kv", Membership.available()), new ServerId(1));
  private final EffectPerformer performer =
      new EffectPerformer(identity, means(), () -> LIFE, inputs::add, departures::add);

  @AfterEach
  void stop() throws InterruptedException {
    LocalGroup.await(vertx.close());
  }

  @Test
  void sendsToOneServerAndPublishesToAll() throws InterruptedException {
    BlockingQueue<Frame> own = listen(Addresses.server("kv", PEER));
    BlockingQueue<Frame> triggers = listen(Addresses.triggers("kv"));

    performer.send(new Effect.Send(PEER, new Goodbye()));
    performer.broadcast(new Effect.Broadcast(new Goodbye()));

    Frame expected = new ServerFrame(new ServerId(1), LIFE, identity.hash(), new Goodbye());
    assertThat(next(own)).isEqualTo(expected);
    assertThat(next(triggers)).isEqualTo(expected);
  }

  @Test
  void sendsNothingToAServerThatItIsCutFromUntilThatIsOver() throws InterruptedException {
    BlockingQueue<Frame> own = listen(Addresses.server("kv", PEER));
    isolation.cut(List.of(PEER), 100);
    performer.send(new Effect.Send(PEER, new Goodbye()));
    clock.millis += 100;
    performer.send(new Effect.Send(PEER, new Goodbye()));

    assertThat(next(own)).isInstanceOf(ServerFrame.class);
    assertThat(own).isEmpty();
  }

  @Test
  void splitsRepliesThatAreTooMuchForOneFrame() throws InterruptedException {
    BlockingQueue<Frame> heard = listen(CLIENT.value());
    Result large = new Result.Returned(Bytes.of(new byte[1024 * 1024]));
    List<ClientReply> replies = new ArrayList<>();
    for (int sequence = 0; sequence < 10; sequence++) {
      replies.add(
          new ClientReply.Done(new SessionId(EntryKey.NONE), sequence, large, EntryKey.NONE));
    }

    performer.reply(new Effect.Reply(CLIENT, replies));

    List<ClientReply> received = new ArrayList<>();
    while (received.size() < replies.size()) {
      ReplyFrame frame = (ReplyFrame) next(heard);
      assertThat(frame.replies()).hasSizeLessThanOrEqualTo(4);
      received.addAll(frame.replies());
    }
    assertThat(received).isEqualTo(replies);
  }

  @Test
  void anAnswerOfANameServerBecomesAnInput() throws InterruptedException {
    vertx
        .eventBus()
        .<Buffer>consumer(
            Addresses.NAME_SERVER,
            message -> {
              assertThat(frames.decode(message.body()))
                  .isEqualTo(new Decoded.Ok(new QuestionFrame(new Question.Lookup("kv"))));
              message.reply(frames.encode(new AnswerFrame(new Answer.WarmingUp())));
            });

    performer.ask(new Effect.Ask(7, new Question.Lookup("kv")));

    assertThat(next(inputs)).isEqualTo(new Input.NameServerAnswered(7, new Answer.WarmingUp()));
  }

  @Test
  void tellsEventsAsJsonWithTheWallClock() throws InterruptedException {
    BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
    vertx.eventBus().<JsonObject>consumer(Addresses.EVENTS, message -> events.add(message.body()));
    Event event = Event.of(EventType.SERVER_JOINED, "kv", new ServerId(1), Epoch.NONE);

    performer.tell(new Effect.Tell(event));

    assertThat(next(events).getLong("time")).isEqualTo(1_001_000);
  }

  @Test
  void aDepartureIsHandedOn() {
    performer.depart(new Effect.Depart(true, "why"));
    performer.answer(new Effect.AnswerOperator(99, new OperatorAnswer.Done("nobody asked")));
    performer.persist(new Effect.Persist(Epoch.NONE));

    assertThat(departures).containsExactly(new Effect.Depart(true, "why"));
  }

  private EffectPerformer.Means means() {
    ServiceRunner runner =
        new ServiceRunner(
            new SumService(), Limits.DEFAULT, call -> inputs.add(call.get()), reason -> {});
    DropCounts drops = new DropCounts("test");
    OwnAddress address = new OwnAddress(vertx, identity, () -> LIFE, inputs::add);
    OperatorDesk desk =
        new OperatorDesk(new NoReport(), address, Optional.empty(), drops, inputs::add);
    return new EffectPerformer.Means(
        vertx.eventBus(), frames, runner, registration -> {}, desk, address, isolation, clock);
  }

  private BlockingQueue<Frame> listen(String address) {
    BlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    vertx
        .eventBus()
        .consumer(
            address,
            (Message<Buffer> message) ->
                heard.add(((Decoded.Ok) frames.decode(message.body())).frame()));
    return heard;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(20, TimeUnit.SECONDS));
  }

  /** A member that has nothing to say. */
  private static final class NoReport implements MemberReport {

    @Override
    public JsonObject status() {
      return new JsonObject();
    }

    @Override
    public JsonObject digestAt(long index) {
      return new JsonObject();
    }

    @Override
    public JsonObject diverged(int from, int most) {
      return new JsonObject();
    }

    @Override
    public List<EntryKey> keys(List<RecordName> names) {
      return List.of();
    }
  }
}
