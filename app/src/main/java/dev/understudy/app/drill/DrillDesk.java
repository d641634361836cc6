package dev.understudy.app.drill;

import dev.understudy.app.drill.ServerTransport.Treatment;
import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.ControlProtocol;
import dev.understudy.wire.DrillProtocol;
import dev.understudy.wire.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders of drills for the one server of a node ({@link DrillProtocol}) and ends each by
 * itself when its time is over, whatever has become of the one who gave it.
 */
public final class DrillDesk {

  private static final Logger LOG = LoggerFactory.getLogger(DrillDesk.class);

  /** What a node can do to its server. */
  public interface Life {

    /** Ends the server, whose messages reach nobody any more. */
    Future<Void> end();

    /** Starts it again, without its memory. */
    Future<Void> begin();
  }

  private final Vertx vertx;
  private final String name;
  private final String address;
  private final Life life;
  private final ServerTransport transport;
  private Optional<DrillProtocol.Kind> running = Optional.empty();
  private Future<Void> ended = Future.succeededFuture();
  private long timer;

  /** A desk for a server that runs on {@code vertx}; it takes no orders yet. */
  public DrillDesk(Vertx vertx, String group, ServerId server, Life life) {
    this.vertx = vertx;
    this.life = life;
    name = group + "/" + server;
    address = Addresses.drills(group, server);
    transport = new ServerTransport(group, server);
  }

  /** Takes orders from now on. */
  public Future<Void> open() {
    transport.install(vertx.eventBus());
    return vertx.eventBus().consumer(address, this::take).completion();
  }

  /** Says at the address of a server why its node takes no orders. */
  public static Future<Void> refuse(Vertx vertx, String group, ServerId server, String why) {
    return vertx
        .eventBus()
        .consumer(
            Addresses.drills(group, server),
            message -> message.reply(ControlProtocol.error(ControlProtocol.REFUSED, why)))
        .completion();
  }

  private void take(Message<Object> message) {
    try {
      if (!(message.body() instanceof JsonObject json)) {
        throw new IllegalArgumentException("an order is a JSON object");
      }
      message.reply(obey(DrillProtocol.parse(json)));
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      message.reply(ControlProtocol.error(FailureCode.INVALID.text(), why));
    }
  }

  private JsonObject obey(DrillProtocol.Order order) {
    if (order instanceof DrillProtocol.Start start) {
      return start(start);
    }
    return order instanceof DrillProtocol.Stop
        ? stop()
        : ControlProtocol.done("drills of " + name + " are possible");
  }

  private JsonObject start(DrillProtocol.Start order) {
    if (running.isPresent() || !ended.isComplete()) {
      return ControlProtocol.error(ControlProtocol.REFUSED, "a drill of " + name + " goes on");
    }
    LOG.warn("drill: {} of {} for {} ms", order.kind().text(), name, order.millis());
    running = Optional.of(order.kind());
    timer = vertx.setTimer(order.millis(), id -> end("its time is over"));
    switch (order.kind()) {
      case PAUSE -> transport.become(Treatment.HOLD);
      case ISOLATE -> transport.become(Treatment.ISOLATE);
      case CRASH -> {
        transport.become(Treatment.DROP);
        ended = life.end().otherwiseEmpty();
      }
    }
    return ControlProtocol.done(order.kind().text() + " of " + name + " began");
  }

  private JsonObject stop() {
    if (running.isEmpty()) {
      return ControlProtocol.done("no drill of " + name + " goes on")
          .put(DrillProtocol.ENDED, false);
    }
    vertx.cancelTimer(timer);
    end("it was told to");
    return ControlProtocol.done("the drill of " + name + " ends").put(DrillProtocol.ENDED, true);
  }

  private void end(String why) {
    LOG.warn("drill of {} ends: {}", name, why);
    boolean crashed = running.filter(kind -> kind == DrillProtocol.Kind.CRASH).isPresent();
    running = Optional.empty();
    if (crashed) {
      ended =
          ended
              .onComplete(gone -> transport.become(Treatment.PASS))
              .compose(gone -> life.begin())
              .onFailure(failure -> LOG.error("drill: {} does not start again", name, failure));
    } else {
      transport.become(Treatment.PASS);
    }
  }
}
