package dev.understudy.benchmarks.measure;

import dev.understudy.app.Failure;
import dev.understudy.benchmarks.Program;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that is measured. It ends when this one does, however that is. */
final class Child implements AutoCloseable {

  /**
   * What a process is to be.
   *
   * @param kind what the program is told first
   * @param settings what it is told then
   */
  record Role(String name, String kind, JsonObject settings) {}

  private static final Duration ANSWER = Duration.ofSeconds(130);
  private static final Duration START = Duration.ofMinutes(10);

  private final Role role;
  private final Process process;
  private final BufferedWriter orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  private Child(Role role, Process process) {
    this.role = role;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts this very program in a role.
   *
   * @param flags of Java, besides the usual
   * @param folder for its log
   */
  static Child start(Role role, List<String> flags, Path folder) {
    List<String> command = new ArrayList<>(java(flags));
    command.addAll(List.of(role.kind(), role.settings().encode()));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // what a person has set for nodes of their own is not meant for these
      builder.environment().keySet().removeIf(variable -> variable.startsWith("UNDERSTUDY_"));
      builder.redirectError(folder.resolve(role.name() + ".log").toFile());
      Child child = new Child(role, builder.start());
      Thread reader = new Thread(child::read, "answers of " + role.name());
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw Failure.error("cannot start a process: " + e.getMessage());
    }
  }

  String name() {
    return role.name();
  }

  Role role() {
    return role;
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it has started. */
  void awaitReady() {
    answer(START);
  }

  /** Has it do something, and waits for the answer. */
  JsonObject order(String order) {
    return order(order, new JsonObject());
  }

  JsonObject order(String order, JsonObject details) {
    try {
      orders.write(details.copy().put("order", order).encode());
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw Failure.error(name() + " takes no orders: " + e.getMessage());
    }
    return answer(ANSWER);
  }

  /** Processor time that it has used, in nanoseconds; 0 where the system does not tell. */
  long cpuNanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  /** SIGSTOP: it stands still, with everything that it has open. */
  void pause() {
    signal("-STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("-CONT");
  }

  /** SIGKILL: no good-bye. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String signal) {
    try {
      String pid = String.valueOf(process.pid());
      new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw Failure.error("cannot send a signal: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private JsonObject answer(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < deadline) {
      String line = poll();
      if (!line.isEmpty()) {
        return json(line);
      }
      if (!process.isAlive() && answers.isEmpty()) {
        throw Failure.error(name() + " ended");
      }
    }
    throw Failure.error(name() + " did not answer in " + most.toSeconds() + " s");
  }

  /** The next line; empty if there is none for a while. */
  private String poll() {
    try {
      String line = answers.poll(100, TimeUnit.MILLISECONDS);
      return line == null ? "" : line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }

  private JsonObject json(String line) {
    JsonObject answer;
    try {
      answer = new JsonObject(line);
    } catch (DecodeException e) {
      throw Failure.error(name() + " says: " + line);
    }
    String error = answer.getString("error", "");
    if (!error.isEmpty()) {
      throw Failure.error(name() + ": " + error);
    }
    return answer;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException e) {
      // the process was killed; there is nothing more to read
      process.destroyForcibly();
    }
  }

  /** Java as the launcher starts a node, with a heap for several of them on one machine. */
  private static List<String> java(List<String> flags) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+ExitOnOutOfMemoryError",
                "-Xms512m",
                "-Xmx1g",
                // with two processors it would have one thread, and then every asynchronous call
                // of Hazelcast starts a thread of its own, which would flatter what is compared
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"));
    command.addAll(flags);
    Path program = program();
    if (Files.isRegularFile(program)) {
      command.addAll(List.of("-jar", program.toString()));
      return command;
    }
    // from folders of classes: what the jar's manifest opens has to be said here
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", classPath, Program.class.getName()));
    return command;
  }

  /** The jar or folder that this program is in. */
  private static Path program() {
    try {
      return Path.of(Program.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw Failure.error("cannot find the program: " + e.getMessage());
    }
  }
}
