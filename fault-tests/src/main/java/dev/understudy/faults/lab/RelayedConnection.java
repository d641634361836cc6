package dev.understudy.faults.lab;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A connection that passes through a relay: two sockets, and a pipe each way. */
final class RelayedConnection {

  private static final int PARTS = 4;

  private final Socket near;
  private final Socket far;
  private final Consumer<RelayedConnection> ended;
  private final AtomicInteger parts = new AtomicInteger(PARTS);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A connection of which nothing passes yet.
   *
   * @param near towards the host that called
   * @param far towards the host that it called
   * @param ended is told when it is over
   */
  RelayedConnection(Socket near, Socket far, Consumer<RelayedConnection> ended) {
    this.near = near;
    this.far = far;
    this.ended = ended;
  }

  synchronized void pass(Supplier<Shape> shape, long seed) throws IOException {
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    DelayedPipe there = new DelayedPipe(near, far, shape, new Transit(seed));
    DelayedPipe back = new DelayedPipe(far, near, shape, new Transit(~seed));
    start(there::read);
    start(there::write);
    start(back::read);
    start(back::write);
  }

  /** Ends it without a good-bye: both hosts are told that it was reset. */
  synchronized void reset() {
    if (closed.compareAndSet(false, true)) {
      reset(near);
      reset(far);
      threads.forEach(Thread::interrupt);
      ended.accept(this);
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // it was closed already
      RelayProcess.complain(e);
    }
  }

  private void start(Part part) {
    threads.add(RelayProcess.daemon(() -> run(part)));
  }

  private void run(Part part) {
    try {
      part.run();
      if (parts.decrementAndGet() == 0) {
        close();
      }
    } catch (IOException e) {
      reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  private void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      near.close();
      far.close();
      ended.accept(this);
    }
  }

  /** One thread's part. */
  @FunctionalInterface
  private interface Part {
    void run() throws IOException, InterruptedException;
  }
}
