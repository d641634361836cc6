package dev.understudy.app.events;

import dev.understudy.app.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The lines of a stream, read by a thread of its own so that silence can be noticed. Bounded: what
 * is not taken waits in the stream.
 */
final class Lines implements AutoCloseable {

  private static final int MOST_WAITING = 256;

  /** Empty at the end of the stream, however that came. */
  private final BlockingQueue<Optional<String>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  private final InputStream stream;
  private final Thread reader;
  private volatile boolean ended;

  Lines(InputStream stream) {
    this.stream = stream;
    reader = new Thread(this::read, "lines");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The next line.
   *
   * @return empty at the end, or if none came for so long
   */
  Optional<String> next(Duration most) {
    try {
      Optional<String> line = waiting.poll(most.toMillis(), TimeUnit.MILLISECONDS);
      return line == null ? Optional.empty() : line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  /** Whether whoever writes the stream has ended it, and all of it came. */
  boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() {
    reader.interrupt();
    try {
      stream.close();
    } catch (IOException e) {
      // it is no more of use, whatever becomes of it
      waiting.clear();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        waiting.put(Optional.of(line));
        line = lines.readLine();
      }
      ended = true;
      waiting.put(Optional.empty());
    } catch (IOException e) {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    try {
      waiting.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
