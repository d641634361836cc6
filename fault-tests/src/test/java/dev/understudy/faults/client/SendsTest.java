package dev.understudy.faults.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.ClientAddress;
import dev.understudy.client.ClientMessage;
import dev.understudy.group.Epoch;
import dev.understudy.log.Bytes;
import dev.understudy.log.EntryKey;
import dev.understudy.log.SessionId;
import dev.understudy.wire.Frame.ClientFrame;
import dev.understudy.wire.Frames;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendsTest {

  private static final Buffer PAYLOAD = Call.add("n").payload();

  private final Vertx vertx = Vertx.vertx();
  private final Frames frames = new Frames(Frames.MOST_BYTES);
  private final Sends sends = Sends.on(vertx.eventBus());

  @BeforeEach
  void listen() {
    vertx.eventBus().consumer("server", message -> message.reply("arrived"));
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void callsThatAskForTheSameAreCountedEachByItself() {
    Buffer first = sends.begin(PAYLOAD);
    Buffer second = sends.begin(PAYLOAD);
    Buffer third = sends.begin(PAYLOAD);
    send(requests(first, second));
    send(requests(second));
    send(requests(second));
    assertThat(sends.end(second)).isEqualTo(3);
    assertThat(sends.end(first)).isEqualTo(1);
    assertThat(sends.end(third)).isZero();
  }

  @Test
  void readsAreCountedToo() {
    Buffer read = sends.begin(Call.get("k").payload());
    send(new ClientMessage.Query(0, bytes(read)));
    send(new ClientMessage.Query(0, bytes(read)));
    assertThat(sends.end(read)).isEqualTo(2);
  }

  @Test
  void whatIsNoCallIsPassedOver() {
    Buffer call = sends.begin(PAYLOAD);
    deliver("a text");
    deliver(call);
    send(new ClientMessage.WhoIsMaster());
    assertThat(sends.end(call)).isZero();
  }

  @Test
  void aServiceSeesNothingOfTheMark() {
    for (int i = 0; i < 10; i++) {
      assertThat(new JsonObject(sends.begin(PAYLOAD))).isEqualTo(new JsonObject(PAYLOAD));
    }
  }

  private void send(ClientMessage message) {
    ClientFrame frame = new ClientFrame(new ClientAddress("understudy.client.c"), List.of(message));
    deliver(frames.encode(frame));
  }

  /** When it has arrived, it has left. */
  private void deliver(Object body) {
    vertx.eventBus().request("server", body).await();
  }

  private static ClientMessage requests(Buffer... payloads) {
    SessionId session = new SessionId(new EntryKey(Epoch.NONE, 1));
    List<ClientMessage.Call> calls = new ArrayList<>();
    for (Buffer payload : payloads) {
      calls.add(new ClientMessage.Call(calls.size(), bytes(payload)));
    }
    return new ClientMessage.Requests(session, 0, ClientMessage.Requests.ANY_ORDER, calls);
  }

  private static Bytes bytes(Buffer payload) {
    return Bytes.of(payload.getBytes());
  }
}
