package dev.understudy.server;

import dev.understudy.group.Incarnation;
import dev.understudy.group.ServerId;
import dev.understudy.member.Effect;
import dev.understudy.member.Input;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's address on the bus: listens there, has other servers prove that it is heard, and
 * does the same for them. A server asks with {@link ControlProtocol.Reach}; who is asked sends
 * {@link ControlProtocol.Ping} to the address, and passes on what came back.
 */
final class OwnAddress {

  private static final Logger LOG = LoggerFactory.getLogger(OwnAddress.class);

  private final EventBus bus;
  private final AddressListing listing;
  private final Identity identity;
  private final Supplier<Incarnation> incarnation;
  private final Consumer<Input> inputs;
  private final DeliveryOptions asking;
  private final DeliveryOptions reaching;
  private Optional<MessageConsumer<Object>> consumer = Optional.empty();
  private Handler<Message<Object>> handler = message -> {};

  OwnAddress(
      Vertx vertx, Identity identity, Supplier<Incarnation> incarnation, Consumer<Input> inputs) {
    this.bus = vertx.eventBus();
    this.identity = identity;
    this.incarnation = incarnation;
    this.inputs = inputs;
    long answerMillis = identity.configuration().timings().answer();
    this.listing = new AddressListing(vertx, answerMillis);
    this.asking = new DeliveryOptions().setSendTimeout(2 * answerMillis);
    this.reaching = new DeliveryOptions().setSendTimeout(answerMillis);
  }

  /** Completes when what is sent to the address arrives here, from wherever in the cluster. */
  Future<Void> listen(Handler<Message<Object>> messages) {
    handler = messages;
    MessageConsumer<Object> next = bus.consumer(address(identity.self()), handler);
    Optional<MessageConsumer<Object>> before = consumer;
    consumer = Optional.of(next);
    // only then: what comes in between is for either of the two
    return next.completion()
        .compose(
            listening -> before.map(MessageConsumer::unregister).orElse(Future.succeededFuture()));
  }

  /** As {@link #listen}, because nothing seems to arrive. */
  void listenAnew() {
    LOG.warn("{} was not heard at its address and listens there anew", identity);
    listen(handler)
        .onFailure(why -> LOG.warn("{} cannot listen: {}", identity, String.valueOf(why)));
  }

  Future<Void> close() {
    return consumer.map(MessageConsumer::unregister).orElse(Future.succeededFuture());
  }

  /**
   * Looks whether the cluster still has the address, and then has another server try. Who cannot be
   * asked proves nothing: there is no input then.
   */
  void prove(Effect.ProveAddress prove) {
    listing
        .misses(address(identity.self()))
        .onSuccess(
            missed -> {
              if (missed) {
                inputs.accept(new Input.AddressProven(prove.question(), false));
              } else {
                haveTried(prove);
              }
            });
  }

  private void haveTried(Effect.ProveAddress prove) {
    JsonObject reach = ControlProtocol.json(new ControlProtocol.Reach(identity.self()));
    bus.<JsonObject>request(address(prove.through()), reach, asking)
        .onSuccess(
            reply -> {
              boolean mine = name(incarnation.get()).equals(reply.body().getValue("incarnation"));
              inputs.accept(new Input.AddressProven(prove.question(), mine));
            });
  }

  /** Another server wants to know whether it can be reached. */
  void reach(Message<Object> message, ServerId server) {
    bus.<JsonObject>request(
            address(server), ControlProtocol.json(new ControlProtocol.Ping()), reaching)
        .onComplete(
            answer ->
                message.reply(
                    answer.succeeded()
                        ? answer.result().body()
                        : new JsonObject().putNull("incarnation")));
  }

  /** What a ping is answered with. */
  JsonObject answerToPing() {
    return new JsonObject().put("incarnation", name(incarnation.get()));
  }

  private String address(ServerId server) {
    return Addresses.server(identity.group(), server);
  }

  private static String name(Incarnation life) {
    return life.startMillis() + "-" + Long.toHexString(life.random());
  }
}
