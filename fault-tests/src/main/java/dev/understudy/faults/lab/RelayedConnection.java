package dev.understudy.faults.lab;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A connection that passes through a relay: two sockets, and a pipe each way. */
final class RelayedConnection {

  private static final int PARTS = 4;

  private final Socket near;
  private Optional<Socket> far = Optional.empty();
  private final Consumer<RelayedConnection> ended;
  private final AtomicInteger parts = new AtomicInteger(PARTS);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A connection of which nothing passes yet.
   *
   * @param near towards the host that called
   * @param ended is told when it is over
   */
  RelayedConnection(Socket near, Consumer<RelayedConnection> ended) {
    this.near = near;
    this.ended = ended;
  }

  /**
   * Passes on what is sent, unless it was reset before.
   *
   * @param to towards the host that was called
   */
  synchronized void pass(Socket to, Supplier<Shape> shape, long seed) throws IOException {
    if (closed.get()) {
      reset(to);
      return;
    }
    far = Optional.of(to);
    near.setTcpNoDelay(true);
    to.setTcpNoDelay(true);
    DelayedPipe there = new DelayedPipe(near, to, shape, new Transit(seed));
    DelayedPipe back = new DelayedPipe(to, near, shape, new Transit(~seed));
    start(there::read);
    start(there::write);
    start(back::read);
    start(back::write);
  }

  /** Ends it without a good-bye: both hosts are told that it was reset. */
  synchronized void reset() {
    if (closed.compareAndSet(false, true)) {
      reset(near);
      far.ifPresent(RelayedConnection::reset);
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

  private synchronized void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      near.close();
      if (far.isPresent()) {
        far.get().close();
      }
      ended.accept(this);
    }
  }

  /** One thread's part. */
  @FunctionalInterface
  private interface Part {
    void run() throws IOException, InterruptedException;
  }
}
