package dev.understudy.wire;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.internal.buffer.BufferInternal;

/**
 * How frames to one server pass the event bus: as buffers that nobody writes to. Sent in an array
 * of their size and not of twice that, read where they arrived, and not copied at all for a
 * receiver on the same Vert.x. Who receives one gets a {@link Buffer}, as of any frame.
 *
 * <p>Sender and receiver both have to know it, which {@link #on} sees to; members do. Frames to
 * others, who may be anybody on the bus, are sent as plain buffers.
 */
public final class FramePassage implements MessageCodec<Buffer, Buffer> {

  private static final String NAME = "understudy.frame";

  FramePassage() {}

  /** What to send frames with on this bus, which knows how they pass from now on. */
  public static DeliveryOptions on(EventBus bus) {
    try {
      bus.registerCodec(new FramePassage());
    } catch (IllegalStateException e) {
      // another member or client on this Vert.x was here before
      return options();
    }
    return options();
  }

  private static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME);
  }

  @Override
  public void encodeToWire(Buffer wire, Buffer frame) {
    ByteBuf bytes = ((BufferInternal) wire).unwrap();
    int needed = wire.length() + Integer.BYTES + frame.length();
    if (bytes.capacity() < needed) {
      bytes.capacity(needed);
    }
    wire.appendInt(frame.length()).appendBuffer(frame);
  }

  @Override
  public Buffer decodeFromWire(int position, Buffer wire) {
    int from = position + Integer.BYTES;
    return wire.slice(from, from + wire.getInt(position));
  }

  @Override
  public Buffer transform(Buffer frame) {
    return frame;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1; // none of Vert.x's own
  }
}
