package dev.understudy.faults.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link Correspondent} on a host, and what it printed. */
final class Letters {

  private static final long PATIENCE_SECONDS = 60;
  private static final int HEAP_MEBIBYTES = 64;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final HostProcess process;

  private Letters(Lab lab, Host host, Program program) {
    this.process = lab.start(host, program, lines::add);
  }

  static Letters on(Lab lab, Host host, Path folder) {
    return on(lab, host, program(host, folder));
  }

  static Letters on(Lab lab, Host host, Program program) {
    return new Letters(lab, host, program);
  }

  /** One on a host, which has said that it is ready. */
  static Letters ready(Lab lab, int host, Path folder) {
    Letters letters = on(lab, lab.host(host), folder);
    assertThat(letters.next()).isEqualTo("ready");
    return letters;
  }

  /** How long it took until an answer was heard, as the line says. */
  static long millis(String heard) {
    assertThat(heard).startsWith("heard ");
    return Long.parseLong(heard.substring("heard ".length()));
  }

  static Program program(Host host, Path folder) {
    List<String> command =
        Program.java(HEAP_MEBIBYTES, Correspondent.class, List.of(host.address()));
    return Program.of("correspondent-" + host.number(), command, folder);
  }

  HostProcess process() {
    return process;
  }

  String address() {
    return process.host().address();
  }

  /** Gives an order and waits for the answer. */
  String ask(String order) {
    process.send(order);
    return next();
  }

  /** The next line. */
  String next() {
    try {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return line == null ? fail("nothing from " + process.program().name()) : line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  /** Waits for a line, and tells what came before it. */
  List<String> until(String line) {
    List<String> before = new ArrayList<>();
    String next = next();
    while (!next.equals(line)) {
      before.add(next);
      next = next();
    }
    return before;
  }
}
