package dev.understudy.faults.client;

import dev.understudy.client.ClientReply;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import java.util.concurrent.atomic.AtomicBoolean;

/** Loses a frame of replies on its way to a client, which has to ask again. */
final class LostReply {

  private final Frames frames = new Frames(Frames.MOST_BYTES);
  private final AtomicBoolean lost = new AtomicBoolean();
  private final Class<? extends ClientReply> kind;

  private LostReply(Class<? extends ClientReply> kind) {
    this.kind = kind;
  }

  /** Loses the first frame with a reply of this kind that leaves by this bus from now on. */
  static void first(EventBus bus, Class<? extends ClientReply> kind) {
    LostReply reply = new LostReply(kind);
    Handler<DeliveryContext<Object>> outbound =
        context -> {
          if (!reply.isIn(context.body()) || !reply.lost.compareAndSet(false, true)) {
            context.next();
          }
        };
    bus.addOutboundInterceptor(outbound);
  }

  private boolean isIn(Object body) {
    return body instanceof Buffer buffer
        && frames.decode(buffer) instanceof Decoded.Ok ok
        && ok.frame() instanceof ReplyFrame frame
        && frame.replies().stream().anyMatch(kind::isInstance);
  }
}
