package dev.understudy.app.demo;

import dev.understudy.app.Failure;
import dev.understudy.app.FreshJava;
import dev.understudy.app.Understudy;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node in a process of its own, in a drill: it tells events on its standard output, obeys orders
 * on its standard input, and ends with it.
 */
final class NodeProcess {

  private static final long LEAVE_SECONDS = 10;
  private static final int HEAP_MEBIBYTES = 256;

  private final Process process;
  private final BufferedWriter orders;

  private NodeProcess(Process process) {
    this.process = process;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts this very program as a node.
   *
   * @param log what it writes to standard error
   * @param events is given every event that it tells
   */
  static NodeProcess start(List<String> arguments, Path log, Consumer<JsonObject> events) {
    List<String> command = new ArrayList<>(java());
    command.addAll(arguments);
    command.addAll(List.of("--orders", "--drills"));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // what a person has set for nodes of their own is not meant for these
      builder.environment().keySet().removeIf(name -> name.startsWith("UNDERSTUDY_"));
      NodeProcess node = new NodeProcess(builder.redirectError(log.toFile()).start());
      Thread reader = new Thread(() -> node.read(events), "events");
      reader.setDaemon(true);
      reader.start();
      return node;
    } catch (IOException e) {
      throw Failure.error("cannot start a process: " + e.getMessage());
    }
  }

  void order(String order) {
    try {
      orders.write(order);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw Failure.error("a node takes no orders: " + e.getMessage());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no good-bye. */
  void kill() {
    process.destroyForcibly();
  }

  /** Lets it leave, which {@link #ensureGone} waits for. */
  void end() {
    // not the process itself, which closes its output: then what it still has to tell is lost
    process.toHandle().destroy();
  }

  /** Waits for its end, and kills it if there is none. */
  void ensureGone() {
    try {
      if (!process.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void read(Consumer<JsonObject> events) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(line -> events.accept(json(line)));
    } catch (IOException | UncheckedIOException e) {
      // the process was killed; there is nothing more to read
      process.destroyForcibly();
    }
  }

  private static JsonObject json(String line) {
    try {
      return new JsonObject(line);
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /** Java with flags for a short life, and this program as it was started itself. */
  private static List<String> java() {
    Path program = program();
    if (!Files.isRegularFile(program)) {
      // from folders of classes: what the jar's manifest opens has to be said
      return FreshJava.running(HEAP_MEBIBYTES, Understudy.class);
    }
    List<String> command = new ArrayList<>(FreshJava.flags(HEAP_MEBIBYTES));
    command.addAll(List.of("-jar", program.toString()));
    return command;
  }

  /** The jar or folder that this program is in. */
  private static Path program() {
    try {
      return Path.of(Understudy.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw Failure.error("cannot find this program: " + e.getMessage());
    }
  }
}
