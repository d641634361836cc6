package dev.understudy.server;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.client.ClientMessage.Call;
import dev.understudy.client.ClientMessage.Requests;
import dev.understudy.client.ClientReply;
import dev.understudy.group.ServerId;
import dev.understudy.log.Bytes;
import dev.understudy.log.Result;
import dev.understudy.log.SessionId;
import dev.understudy.wire.Addresses;
import dev.understudy.wire.Decoded;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frame.ReplyFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client with one session that sends one thing at a time, to the server a test names. */
final class TestClient {

  private static final long PATIENCE_MILLIS = 20_000;
  private static final long RETRY_MILLIS = 200;

  private final Vertx vertx;
  private final String group;
  private final Frames frames = new Frames(1024 * 1024);
  private final ClientAddress address = Addresses.client(UUID.randomUUID().toString());
  private final BlockingQueue<ClientReply> replies = new LinkedBlockingQueue<>();
  private int server;
  private long sequence;
  private boolean staying;

  TestClient(Vertx vertx, String group, int server) {
    this.vertx = vertx;
    this.group = group;
    this.server = server;
    vertx.eventBus().consumer(address.value(), this::receive);
  }

  /** The server that answered last. */
  int server() {
    return server;
  }

  /** From now on speak to this one first. */
  void turnTo(int newServer) {
    server = newServer;
  }

  /** Sends to this server only, however long it is silent. */
  void stay() {
    staying = true;
  }

  SessionId open() throws InterruptedException {
    return ask(new ClientMessage.OpenSession(++sequence), ClientReply.SessionOpened.class)
        .session();
  }

  Result request(SessionId session, String payload) throws InterruptedException {
    long own = ++sequence;
    Requests requests =
        new Requests(session, own, Requests.ANY_ORDER, List.of(new Call(own, Bytes.utf8(payload))));
    return ask(requests, ClientReply.Done.class).result();
  }

  ClientReply.QueryDone query() throws InterruptedException {
    return ask(new ClientMessage.Query(++sequence, Bytes.EMPTY), ClientReply.QueryDone.class);
  }

  /** Sends to one server after the other until one gives a reply of that kind. */
  private <T extends ClientReply> T ask(ClientMessage message, Class<T> kind)
      throws InterruptedException {
    replies.clear();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end) {
      vertx
          .eventBus()
          .send(
              Addresses.server(group, new ServerId(server)),
              frames.encode(new ClientFrame(address, message)));
      ClientReply reply = replies.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      if (kind.isInstance(reply)) {
        return kind.cast(reply);
      }
      if (reply instanceof ClientReply.NotMaster notMaster && !notMaster.master().isNone()) {
        server = notMaster.master().number();
      } else if (!staying) {
        server = server % 3 + 1;
      }
    }
    throw new AssertionError("no " + kind.getSimpleName() + " for " + message);
  }

  private void receive(Message<Buffer> message) {
    if (frames.decode(message.body()) instanceof Decoded.Ok ok
        && ok.frame() instanceof ReplyFrame frame) {
      replies.addAll(frame.replies());
    }
  }
}
