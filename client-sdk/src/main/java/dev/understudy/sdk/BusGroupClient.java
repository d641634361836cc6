package dev.understudy.sdk;

import dev.understudy.client.ClientEffect;
import dev.understudy.client.ClientFailure;
import dev.understudy.client.ClientInput;
import dev.understudy.client.NamedCall;
import dev.understudy.log.Bytes;
import dev.understudy.log.SessionId;
import dev.understudy.wire.FailureCode;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongFunction;

/** A client on the event bus: brings calls from any thread to the client's context and back. */
final class BusGroupClient implements GroupClient {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final GroupClientOptions options;
  private final ClientVerticle verticle;
  private final Door door;
  private final Future<String> deployment;
  private final Start start;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final EpochText epochs = new EpochText();

  private BusGroupClient(Vertx vertx, GroupClientOptions options) {
    this.vertx = vertx;
    this.options = options;
    door = new Door(options.getMaxQueued(), options.getMaxQueuedBytes());
    verticle = new ClientVerticle(options.toSettings(RANDOM.nextLong()), eventLoopHere(vertx));
    deployment = vertx.deployVerticle(verticle);
    start = new Start(deployment);
  }

  private static Optional<EventLoop> eventLoopHere(Vertx vertx) {
    return Vertx.currentContext() instanceof ContextInternal here
            && here.owner().equals(vertx)
            && here.isEventLoopContext()
        ? Optional.of(here.nettyEventLoop())
        : Optional.empty();
  }

  static GroupClient start(Vertx vertx, GroupClientOptions options) {
    return new BusGroupClient(vertx, options);
  }

  /** Messages that came to this client and were none for it: dropped, and counted here. */
  long dropped() {
    return verticle.dropped();
  }

  @Override
  public Future<Buffer> execute(Buffer payload) {
    return submit(payload, BusGroupClient::result);
  }

  @Override
  public Future<Reply> request(Buffer payload) {
    return submit(payload, this::reply);
  }

  private <T> Future<T> submit(Buffer payload, Function<ClientEffect, T> outcome) {
    Bytes bytes = Bytes.of(payload.getBytes());
    long deadline = deadline();
    return call(bytes.length(), callId -> new ClientInput.Submit(callId, bytes, deadline), outcome);
  }

  @Override
  public Future<Buffer> query(Buffer payload) {
    return query(payload, ReadConsistency.LINEARIZABLE);
  }

  @Override
  public Future<Buffer> query(Buffer payload, ReadConsistency consistency) {
    return read(payload, consistency).map(QueryReply::result);
  }

  @Override
  public Future<QueryReply> read(Buffer payload, ReadConsistency consistency) {
    Bytes bytes = Bytes.of(payload.getBytes());
    long deadline = deadline();
    LongFunction<ClientInput> input =
        switch (consistency) {
          case LINEARIZABLE -> callId -> new ClientInput.Query(callId, bytes, deadline);
          case STALE -> callId -> new ClientInput.StaleQuery(callId, bytes, deadline);
        };
    return call(
        bytes.length(),
        input,
        end -> {
          if (end instanceof ClientEffect.QueryCompleted completed) {
            return Outcomes.reply(completed);
          }
          throw unexpected(end);
        });
  }

  @Override
  public Future<String> openSession() {
    long deadline = deadline();
    return call(
        0,
        callId -> new ClientInput.OpenSession(callId, deadline),
        end -> {
          if (end instanceof ClientEffect.SessionOpened opened) {
            return SessionNames.name(opened.session());
          }
          throw unexpected(end);
        });
  }

  @Override
  public Future<Buffer> execute(String session, long sequence, Buffer payload) {
    return request(SessionRequest.of(session, sequence, payload)).map(Reply::result);
  }

  @Override
  public Future<Reply> request(SessionRequest request) {
    SessionId session;
    try {
      session = SessionNames.session(request.session());
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(
          new GroupException(FailureCode.INVALID, String.valueOf(e.getMessage())));
    }
    Bytes bytes = Bytes.of(request.payload().getBytes());
    NamedCall named =
        new NamedCall(session, request.sequence(), request.acknowledgedBelow(), bytes);
    long deadline = deadline();
    return call(
        bytes.length(),
        callId -> new ClientInput.SubmitNamed(callId, named, deadline),
        this::reply);
  }

  @Override
  public Future<Void> close() {
    if (!closed.compareAndSet(false, true)) {
      return deployment.mapEmpty();
    }
    // it is undeployed already if the verticle that made it has ended
    return deployment.compose(vertx::undeploy).otherwiseEmpty();
  }

  private long deadline() {
    return ClientLoop.nowMillis() + options.getDeadlineMillis();
  }

  private <T> Future<T> call(
      int bytes, LongFunction<ClientInput> input, Function<ClientEffect, T> outcome) {
    if (closed.get()) {
      return Future.failedFuture(Outcomes.closed());
    }
    if (bytes > options.getMaxPayloadBytes()) {
      return Future.failedFuture(Outcomes.exception(ClientFailure.TOO_LARGE));
    }
    if (!door.enter(bytes)) {
      return Future.failedFuture(
          new GroupException(FailureCode.OVERLOADED, "the client's bound on calls is reached"));
    }
    OpenCall<T> call = new OpenCall<>(input, outcome);
    call.future().onComplete(ended -> door.leave(bytes));
    start.then(() -> verticle.begin(call), why -> cannotStart(call, why));
    return call.future();
  }

  private static void cannotStart(OpenCall<?> call, Throwable why) {
    call.failed(new GroupException(FailureCode.NO_MASTER, "the client cannot start: " + why));
    Deliveries deliveries = new Deliveries();
    deliveries.add(call);
    deliveries.deliver();
  }

  /** On the client's context. */
  private Reply reply(ClientEffect end) {
    if (end instanceof ClientEffect.Completed completed) {
      return Outcomes.reply(completed, epochs.of(completed.key().epoch()));
    }
    throw unexpected(end);
  }

  private static Buffer result(ClientEffect end) {
    if (end instanceof ClientEffect.Completed completed) {
      return Outcomes.value(completed.result());
    }
    throw unexpected(end);
  }

  private static IllegalStateException unexpected(ClientEffect end) {
    return new IllegalStateException("a call of another kind ended so: " + end);
  }
}
