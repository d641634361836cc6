package dev.understudy.faults.client;

import dev.understudy.client.ClientMessage;
import dev.understudy.log.Bytes;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each call under way was sent to a server. The SDK does not tell, so it is counted where
 * its messages leave for the event bus. Many calls ask for the same: each is marked by white space
 * after its JSON, different for every call, of which a service sees nothing.
 *
 * <p>Holds no more calls than are under way. Safe for use by several threads.
 */
final class Sends {

  private final Frames frames = new Frames(Frames.MOST_BYTES);
  private final AtomicLong begun = new AtomicLong();
  private final Map<Bytes, Integer> counts = new ConcurrentHashMap<>();

  private Sends() {}

  /** Counts what leaves by this bus from now on. */
  static Sends on(EventBus bus) {
    Sends sends = new Sends();
    Handler<DeliveryContext<Object>> outbound =
        context -> {
          // a message that is to leave for another node has no body yet: the context has it
          sends.left(context.body());
          context.next();
        };
    bus.addOutboundInterceptor(outbound);
    return sends;
  }

  /** A call begins; returns its payload with its mark, to be sent in its place. */
  Buffer begin(Buffer payload) {
    String mark = Long.toBinaryString(begun.getAndIncrement()).replace('0', ' ').replace('1', '\t');
    Buffer marked = payload.copy().appendString(mark);
    counts.put(Bytes.of(marked.getBytes()), 0);
    return marked;
  }

  /** The call with this mark has ended; returns how often it was sent. */
  int end(Buffer marked) {
    return Objects.requireNonNull(counts.remove(Bytes.of(marked.getBytes())));
  }

  private void left(Object body) {
    if (body instanceof Buffer buffer
        && frames.decode(buffer) instanceof Decoded.Ok ok
        && ok.frame() instanceof ClientFrame frame) {
      frame.messages().forEach(this::left);
    }
  }

  private void left(ClientMessage message) {
    if (message instanceof ClientMessage.Requests requests) {
      requests.calls().forEach(call -> count(call.payload()));
    } else if (message instanceof ClientMessage.Query query) {
      count(query.payload());
    }
  }

  private void count(Bytes payload) {
    counts.computeIfPresent(payload, (same, count) -> count + 1);
  }
}
