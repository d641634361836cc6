package dev.understudy.app.drill;

import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What becomes of the messages of one server in its node's own transport. Everything else on the
 * node goes on: orders of drills, its gateway, its name server.
 *
 * <p>A server that is paused so goes on by itself, and finds that nobody answers it; it is a pause
 * as the others see it.
 */
final class ServerTransport {

  /** More than that is held of no pause: the rest is lost, as in a full buffer of a socket. */
  static final int MOST_HELD = 50_000;

  private static final int PAYLOAD_BYTES = 16 * 1024 * 1024;

  /** What is done to a message that is the server's. */
  enum Treatment {
    /** It goes on its way. */
    PASS,
    /** It is lost if it goes to another server of the group, or comes from one. */
    ISOLATE,
    /** It waits until something else is to be done. */
    HOLD,
    /** It is lost. */
    DROP
  }

  /** A message that waits, and the context that it is to go on. */
  private record Held(Context context, DeliveryContext<Object> message) {}

  private final Frames frames = new Frames(PAYLOAD_BYTES);
  private final String group;
  private final ServerId self;
  private final String address;
  private final String triggers;
  private final Queue<Held> held = new ArrayDeque<>();
  private volatile Treatment treatment = Treatment.PASS;

  ServerTransport(String group, ServerId self) {
    this.group = group;
    this.self = self;
    address = Addresses.server(group, self);
    triggers = Addresses.triggers(group);
  }

  /** Puts itself between the bus and everybody on the node; everything passes. */
  void install(EventBus bus) {
    Handler<DeliveryContext<Object>> outbound =
        context -> treat(context, treatment != Treatment.PASS && isOutbound(context));
    Handler<DeliveryContext<Object>> inbound =
        context -> treat(context, treatment != Treatment.PASS && isInbound(context));
    bus.addOutboundInterceptor(outbound);
    bus.addInboundInterceptor(inbound);
  }

  /** Does this from now on, and lets go what was held. */
  synchronized void become(Treatment next) {
    treatment = next;
    while (!held.isEmpty()) {
      Held first = held.remove();
      first.context().runOnContext(turn -> first.message().next());
    }
  }

  private void treat(DeliveryContext<Object> message, boolean concerned) {
    boolean ofNodes = Addresses.isOfNodes(message.message().address());
    if (treatment != Treatment.PASS && ofNodes) {
      return; // its node does not speak for it meanwhile
    }
    if (!concerned) {
      message.next();
    } else if (treatment == Treatment.HOLD) {
      hold(message);
    }
  }

  private synchronized void hold(DeliveryContext<Object> message) {
    if (treatment == Treatment.PASS) {
      message.next(); // it was let go meanwhile
    } else if (held.size() < MOST_HELD) {
      held.add(new Held(Vertx.currentContext(), message));
    }
  }

  private boolean isOutbound(DeliveryContext<Object> context) {
    String to = context.message().address();
    Object body = context.body();
    if (body instanceof JsonObject event) {
      return treatment != Treatment.ISOLATE && to.equals(Addresses.EVENTS) && isOwn(event);
    }
    if (!(body instanceof Buffer buffer)) {
      return false;
    }
    boolean toAnother = Addresses.isServer(to, group) && !to.equals(address);
    if (toAnother || to.equals(triggers)) {
      return isFrom(buffer, true);
    }
    boolean toOthers = to.equals(Addresses.REGISTRATIONS) || Addresses.isClient(to);
    return treatment != Treatment.ISOLATE && toOthers;
  }

  private boolean isInbound(DeliveryContext<Object> context) {
    String at = context.message().address();
    if (!at.equals(address) && !at.equals(triggers)) {
      return false;
    }
    return treatment != Treatment.ISOLATE
        || (context.message().body() instanceof Buffer buffer && isFrom(buffer, false));
  }

  /** Whether it is a frame of this server, or of another one. */
  private boolean isFrom(Buffer buffer, boolean own) {
    return frames.decode(buffer) instanceof Decoded.Ok ok
        && ok.frame() instanceof ServerFrame frame
        && frame.from().equals(self) == own;
  }

  private boolean isOwn(JsonObject event) {
    return group.equals(event.getValue("group"))
        && event.getValue("server") instanceof Integer number
        && number == self.number();
  }
}
