package dev.understudy.wire;

import dev.understudy.log.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;

/** Buffers and pieces of arrays that share their bytes: a frame is copied often enough already. */
final class SharedBuffer {

  private SharedBuffer() {}

  /** A buffer of these bytes, which is not to be written to. */
  static Buffer of(Bytes bytes) {
    ByteBuf[] shared = new ByteBuf[1];
    bytes.writeTo((array, from, length) -> shared[0] = Unpooled.wrappedBuffer(array, from, length));
    return BufferInternal.buffer(shared[0]);
  }

  /**
   * The bytes of a buffer from {@code from} to its end; of its own array, if it has one. The buffer
   * is not to be written to any more.
   */
  static Bytes bytes(Buffer buffer, int from) {
    ByteBuf bytes = ((BufferInternal) buffer).unwrap();
    return bytes.hasArray()
        ? Bytes.of(
            bytes.array(), bytes.arrayOffset() + bytes.readerIndex() + from, buffer.length() - from)
        : Bytes.of(buffer.getBytes(from, buffer.length()));
  }
}
