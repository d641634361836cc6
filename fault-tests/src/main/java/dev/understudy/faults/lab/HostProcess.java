package dev.understudy.faults.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process on a host of a lab. Its lines are handed on up to the last; its standard error goes to
 * a file. Signals go through its handle: {@link Process#destroy} closes its standard output here.
 */
public final class HostProcess {

  /** Longer than a node takes to leave at most. */
  private static final Duration END = Duration.ofSeconds(30);

  private final Host host;
  private final Program program;
  private final Process process;
  private final BufferedWriter orders;
  private final Thread reader;

  private HostProcess(Host host, Program program, Process process, Consumer<String> lines) {
    this.host = host;
    this.program = program;
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    this.reader = new Thread(() -> read(lines), "lines of " + program.name());
    reader.setDaemon(true);
  }

  static HostProcess start(Host host, Program program, Consumer<String> lines) {
    // ip becomes the program: the process that is started is the program's own
    List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", host.namespace()));
    command.addAll(program.command());
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // what a person has set for nodes of their own is not meant for these
      builder.environment().keySet().removeIf(name -> name.startsWith("UNDERSTUDY_"));
      builder.environment().putAll(program.environment());
      builder.redirectError(Redirect.appendTo(program.log().toFile()));
      HostProcess started = new HostProcess(host, program, builder.start(), lines);
      started.reader.start();
      return started;
    } catch (IOException e) {
      throw new LabFailure("cannot start " + program.name() + ": " + e.getMessage(), e);
    }
  }

  public Host host() {
    return host;
  }

  public Program program() {
    return program;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** How it ended; empty while it is alive. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  /**
   * Gives it a line on its standard input.
   *
   * @throws LabFailure if it reads no more
   */
  public synchronized void send(String line) {
    try {
      orders.write(line);
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      throw new LabFailure(program.name() + " takes no orders: " + e.getMessage(), e);
    }
  }

  /** Does something when it has ended, whoever ended it; soon after that. */
  public void whenEnded(Runnable what) {
    Runnable watch =
        () -> {
          process.onExit().join();
          what.run();
        };
    Thread watcher = new Thread(watch, "end of " + program.name());
    watcher.setDaemon(true);
    watcher.start();
  }

  /** SIGSTOP: it stands still, and the network does not notice. */
  public void pause() {
    signal("STOP");
  }

  /** Whether it stands still, by SIGSTOP. */
  public boolean isStopped() {
    return process.isAlive() && Proc.isStopped(process.pid());
  }

  /** SIGCONT: it goes on where it stood. */
  public void resume() {
    signal("CONT");
  }

  /** SIGKILL: no good-bye. It is gone when this returns. */
  public void kill() {
    process.toHandle().destroyForcibly();
    await();
  }

  /** SIGTERM: lets it leave in good order, and kills it after 30 s. It is gone afterwards. */
  public void end() {
    boolean unused = end(END);
  }

  /**
   * Likewise, within another time.
   *
   * @return whether it ended by itself
   */
  public boolean end(Duration most) {
    if (process.isAlive()) {
      process.toHandle().destroy();
      // one that stands still does not hear
      resume();
    }
    boolean ended = await(most);
    if (!ended) {
      kill();
    }
    return ended;
  }

  /**
   * Waits for its end, and until all lines that it wrote are handed on.
   *
   * @return whether its end came, within 30 s
   */
  public boolean await() {
    return await(END);
  }

  /** Likewise, within another time. */
  public boolean await(Duration most) {
    try {
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      if (ended && !Thread.currentThread().equals(reader)) {
        // it may have children that write on
        reader.join(END.toMillis());
      }
      return ended;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void signal(String signal) {
    if (process.isAlive()) {
      try {
        Command.run("sh", "-c", "kill -" + signal + " " + process.pid());
      } catch (LabFailure e) {
        if (process.isAlive()) {
          throw e;
        }
      }
    }
  }

  private void read(Consumer<String> lines) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      // the process was killed; there is nothing more to read
      process.destroyForcibly();
    }
  }
}
