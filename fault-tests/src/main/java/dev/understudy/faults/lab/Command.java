package dev.understudy.faults.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short command of the system, run to its end. */
public final class Command {

  private static final long MOST_SECONDS = 30;

  private Command() {}

  /**
   * Runs it.
   *
   * @return what it wrote
   * @throws LabFailure with what it wrote, if it failed or did not end in time
   */
  public static String run(String... words) {
    return run(List.of(words), "");
  }

  /** Gives orders to {@code ip}, one a line, which it obeys up to the first that fails. */
  static void ip(List<String> orders) {
    run(List.of("ip", "-batch", "-"), String.join("\n", orders) + "\n");
  }

  /** Gives orders to {@code ip} in a namespace. */
  static void ip(String namespace, List<String> orders) {
    if (!orders.isEmpty()) {
      run(List.of("ip", "-n", namespace, "-batch", "-"), String.join("\n", orders) + "\n");
    }
  }

  /** Likewise, with something to read. */
  public static String run(List<String> words, String input) {
    String line = String.join(" ", words);
    try {
      // out of reach of a second Ctrl-C while the first has everything removed
      List<String> apart = new ArrayList<>(List.of("setsid", "--wait"));
      apart.addAll(words);
      Process process = new ProcessBuilder(apart).redirectErrorStream(true).start();
      try (OutputStream orders = process.getOutputStream()) {
        orders.write(input.getBytes(StandardCharsets.UTF_8));
      }
      // what these commands write fits into a pipe
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new LabFailure(line + ": no end within " + MOST_SECONDS + " s");
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new LabFailure(line + ": " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new LabFailure(line + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LabFailure(line + ": interrupted", e);
    }
  }
}
