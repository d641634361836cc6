package dev.understudy.benchmarks.node;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** Records this process with Flight Recorder: where its time and its memory go. */
final class Recorder {

  private Optional<Recording> running = Optional.empty();

  JsonObject start(JsonObject order) {
    try {
      Recording recording = new Recording(Configuration.getConfiguration("profile"));
      recording.start();
      running = Optional.of(recording);
      return new JsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends it, into the order's {@code file}. */
  JsonObject stop(JsonObject order) {
    Path file = Path.of(order.getString("file"));
    running.ifPresent(
        recording -> {
          recording.stop();
          try {
            recording.dump(file);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            recording.close();
          }
        });
    running = Optional.empty();
    return new JsonObject();
  }
}
