package dev.understudy.app.drill;

import dev.understudy.group.ServerId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ServerFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Cuts this node from some servers of a group in its own transport: while the cut lasts, no message
 * of the node leaves for them, and none of theirs comes in. Everybody on the node is cut: its
 * members and its clients alike. Name servers can be reached all the while.
 */
public final class TransportCut {

  private static final int PAYLOAD_BYTES = 16 * 1024 * 1024;

  /** What is cut; {@code addresses} are the servers'. */
  private record Cut(Set<ServerId> servers, Set<String> addresses, String triggers) {}

  private final Frames frames = new Frames(PAYLOAD_BYTES);
  private final AtomicReference<Cut> cut = new AtomicReference<>();

  /** Puts itself between the bus and everybody on it; nothing is cut yet. */
  public void install(EventBus bus) {
    Handler<DeliveryContext<Object>> outbound =
        context -> passUnless(context, isCutAddress(context.message().address()));
    Handler<DeliveryContext<Object>> inbound =
        context ->
            passUnless(
                context, isFromACutServer(context.message().address(), context.message().body()));
    bus.addOutboundInterceptor(outbound);
    bus.addInboundInterceptor(inbound);
  }

  /** Cuts the node from these servers of a group, and no others. */
  public void cut(String group, Set<ServerId> servers) {
    Set<String> addresses = new TreeSet<>();
    servers.forEach(server -> addresses.add(Addresses.server(group, server)));
    cut.set(new Cut(new TreeSet<>(servers), addresses, Addresses.triggers(group)));
  }

  public void heal() {
    cut.set(null);
  }

  /** Nodes do not speak for their servers meanwhile: each has to say itself what it says. */
  private boolean isCutAddress(String address) {
    Cut now = cut.get();
    return now != null && (now.addresses().contains(address) || Addresses.isOfNodes(address));
  }

  /** Frames to servers and to the whole group say who sent them; others come from no server. */
  private boolean isFromACutServer(String address, Object body) {
    Cut now = cut.get();
    if (now != null && Addresses.isOfNodes(address)) {
      return true;
    }
    return now != null
        && body instanceof Buffer buffer
        && (address.equals(now.triggers()) || address.contains(".server."))
        && frames.decode(buffer) instanceof Decoded.Ok ok
        && ok.frame() instanceof ServerFrame frame
        && now.servers().contains(frame.from());
  }

  private static void passUnless(DeliveryContext<Object> context, boolean dropped) {
    if (!dropped) {
      context.next();
    }
  }
}
