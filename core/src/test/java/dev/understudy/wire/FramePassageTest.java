package dev.understudy.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramePassageTest {

  private final Vertx vertx = Vertx.vertx();
  private final EventBus bus = vertx.eventBus();
  private final MessageCodec<Buffer, Buffer> codec = new FramePassage();
  private final Buffer frame = Buffer.buffer("a frame").appendBytes(new byte[5_000]);

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void aFrameIsSentInAnArrayOfItsSizeAndReadWhereItArrived() {
    Buffer wire = Buffer.buffer(1_024).appendString("what comes before");
    int position = wire.length();

    codec.encodeToWire(wire, frame);
    Buffer read = codec.decodeFromWire(position, wire);

    assertThat(read).isEqualTo(frame);
    byte[] array = ((BufferInternal) wire).unwrap().array();
    assertThat(array).hasSize(wire.length());
    assertThat(((BufferInternal) read).unwrap().array()).isSameAs(array);
  }

  @Test
  void aFrameThatIsCutOffIsNotRead() {
    Buffer wire = Buffer.buffer();
    codec.encodeToWire(wire, frame);

    Buffer cut = wire.getBuffer(0, wire.length() - 1);

    assertThatThrownBy(() -> codec.decodeFromWire(0, cut))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anyNumberOfMembersAndClientsOfOneVertxSendFramesSo() throws Exception {
    CompletableFuture<Object> received = new CompletableFuture<>();
    bus.consumer("here", message -> received.complete(message.body()));
    DeliveryOptions first = FramePassage.on(bus);
    DeliveryOptions second = FramePassage.on(bus);

    bus.send("here", frame, second);

    assertThat(second.getCodecName()).isEqualTo(first.getCodecName());
    assertThat(received.get(30, TimeUnit.SECONDS)).isSameAs(frame);
  }
}
