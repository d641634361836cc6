package dev.understudy.sdk;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientInput;
import dev.understudy.client.ClientSession;
import dev.understudy.client.ClientSettings;
import dev.understudy.member.ElectionMessage;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.FailureCode;
import dev.understudy.wire.Frame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import dev.understudy.wire.tracing.RequestTracer;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's machine on a context of its own, on the event loop on which it was made, if it was
 * made on one: who makes it there mostly calls from there, and calls need not cross threads then. A
 * verticle, so that it ends with the verticle that made it.
 */
final class ClientVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(ClientVerticle.class);

  /** The client does not wait longer than this for its addresses to be known in the cluster. */
  private static final long REGISTRATION_MILLIS = 1_000;

  private final ClientSettings settings;
  private final Optional<EventLoop> eventLoop;
  private final List<MessageConsumer<Object>> consumers = new ArrayList<>();
  private final Frames frames = new Frames(Frames.MOST_BYTES);
  private Optional<ClientLoop> loop = Optional.empty();
  private Optional<ClientPerformer> performer = Optional.empty();
  private Optional<Context> home = Optional.empty();
  private volatile Optional<Intake> intake = Optional.empty();
  private final AtomicLong dropped = new AtomicLong();

  /** A client on that event loop; on any, if none is given. */
  ClientVerticle(ClientSettings settings, Optional<EventLoop> eventLoop) {
    this.settings = settings;
    this.eventLoop = eventLoop;
  }

  @Override
  public Future<?> start() {
    Context own =
        eventLoop
            .<Context>map(
                loop -> ((VertxInternal) vertx).contextBuilder().withEventLoop(loop).build())
            .orElse(context);
    home = Optional.of(own);
    return on(own, () -> begin(own));
  }

  @Override
  public Future<?> stop() {
    return home.map(own -> on(own, this::end)).orElse(Future.succeededFuture());
  }

  private static Future<Void> on(Context context, Runnable task) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          try {
            task.run();
            done.complete();
          } catch (RuntimeException | Error e) {
            done.fail(e);
          }
        });
    return done.future();
  }

  private void begin(Context own) {
    ClientAddress self = Addresses.client(UUID.randomUUID().toString());
    ClientPerformer does =
        new ClientPerformer(vertx.eventBus(), frames, settings.group(), self, this::give);
    RequestTracer.of(vertx).ifPresent(does::trace);
    ClientSession machine = new ClientSession(settings);
    ClientLoop turns = new ClientLoop(vertx, own, machine, does, this::broken);
    performer = Optional.of(does);
    loop = Optional.of(turns);
    intake = Optional.of(new Intake(own, calls -> take(turns, does, calls)));
    consumers.add(vertx.eventBus().consumer(self.value(), this::onReply));
    consumers.add(vertx.eventBus().consumer(Addresses.triggers(settings.group()), this::onTrigger));
    Future.all(consumers.stream().map(MessageConsumer::completion).toList())
        .onComplete(registered -> turns.open());
    vertx.setTimer(REGISTRATION_MILLIS, id -> turns.open());
  }

  private void end() {
    loop.ifPresent(
        turns -> {
          turns.open();
          turns.give(new ClientInput.Close());
          turns.close();
        });
    performer.ifPresent(does -> does.abandon(Outcomes.closed()));
    consumers.forEach(MessageConsumer::unregister);
  }

  /** From any thread, once it has started: begins a call. */
  void begin(OpenCall<?> call) {
    intake.orElseThrow().add(call);
  }

  private void take(ClientLoop turns, ClientPerformer does, Queue<OpenCall<?>> calls) {
    for (OpenCall<?> call = calls.poll(); call != null; call = calls.poll()) {
      if (does.isClosed()) {
        does.fail(call, Outcomes.closed());
      } else {
        turns.add(call.input(does.begin(call)));
      }
    }
    turns.run();
    // a loop that is closed finishes nothing itself
    does.finish();
  }

  /** Messages that were none for a client. */
  long dropped() {
    return dropped.get();
  }

  private void give(ClientInput input) {
    loop.ifPresent(turns -> turns.give(input));
  }

  private void onReply(Message<Object> message) {
    Optional<Frame> frame = decode(message.body());
    if (frame.isPresent() && frame.get() instanceof ReplyFrame replies) {
      performer.ifPresent(does -> does.received(replies.replies()));
      give(new ClientInput.Replied(replies.replies()));
    } else if (frame.isPresent()) {
      drop("no reply");
    }
  }

  /** What all servers and clients of the group are told; only new masters matter here. */
  private void onTrigger(Message<Object> message) {
    decode(message.body())
        .ifPresent(
            frame -> {
              if (frame instanceof ServerFrame server
                  && server.message() instanceof ElectionMessage.Announcement announcement) {
                give(new ClientInput.Announced(server.from(), announcement.epoch()));
              }
            });
  }

  private Optional<Frame> decode(Object body) {
    if (!(body instanceof Buffer buffer)) {
      drop("no bytes");
      return Optional.empty();
    }
    Decoded decoded = frames.decode(buffer);
    if (decoded instanceof Decoded.Ok ok) {
      return Optional.of(ok.frame());
    }
    drop(decoded.toString());
    return Optional.empty();
  }

  private void drop(String what) {
    if (dropped.getAndIncrement() == 0) {
      LOG.warn(
          "client of {} dropped a message: {}; further ones are only counted",
          settings.group(),
          what);
    }
  }

  private void broken(Throwable cause) {
    LOG.error("client of {} stops: an invariant does not hold", settings.group(), cause);
    performer.ifPresent(
        does ->
            does.abandon(
                new OutcomeUnknownException(
                    FailureCode.DEADLINE_EXCEEDED, "the client stopped: " + cause)));
  }
}
