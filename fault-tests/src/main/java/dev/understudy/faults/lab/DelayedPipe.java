package dev.understudy.faults.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hands on what one socket hears to another, when it is due. */
final class DelayedPipe {

  private static final int CHUNK_BYTES = 16 * 1024;

  /** What is under way; the sender is not read while so much is. */
  private static final int MOST_CHUNKS = 256;

  private final Socket from;
  private final Socket to;
  private final Supplier<Shape> shape;
  private final Transit transit;
  private final BlockingQueue<Chunk> chunks = new ArrayBlockingQueue<>(MOST_CHUNKS);

  DelayedPipe(Socket from, Socket to, Supplier<Shape> shape, Transit transit) {
    this.from = from;
    this.to = to;
    this.shape = shape;
    this.transit = transit;
  }

  /** Reads up to the end, which is handed on too. */
  void read() throws IOException, InterruptedException {
    InputStream input = from.getInputStream();
    byte[] buffer = new byte[CHUNK_BYTES];
    int count;
    do {
      count = input.read(buffer);
      byte[] bytes = new byte[Math.max(count, 0)];
      System.arraycopy(buffer, 0, bytes, 0, bytes.length);
      long now = System.nanoTime();
      chunks.put(new Chunk(bytes, transit.arrivalNanos(now, bytes.length, shape.get())));
    } while (count >= 0);
  }

  /** Writes what is due up to the end. */
  void write() throws IOException, InterruptedException {
    OutputStream output = to.getOutputStream();
    Chunk chunk = chunks.take();
    while (!chunk.isEnd()) {
      chunk.await();
      output.write(chunk.bytes);
      chunk = chunks.take();
    }
    chunk.await();
    to.shutdownOutput();
  }

  /** Some bytes under way; none at the end. */
  private static final class Chunk {

    private final byte[] bytes;
    private final long dueNanos;

    private Chunk(byte[] bytes, long dueNanos) {
      this.bytes = bytes;
      this.dueNanos = dueNanos;
    }

    private boolean isEnd() {
      return bytes.length == 0;
    }

    private void await() throws InterruptedException {
      long left = dueNanos - System.nanoTime();
      if (left > 0) {
        TimeUnit.NANOSECONDS.sleep(left);
      }
    }
  }
}
