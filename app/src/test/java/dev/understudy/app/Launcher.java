package dev.understudy.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as people start it: the script at the root of the tree, in a process of its own. */
public final class Launcher {

  private static final long BOUND_MINUTES = 3;

  /** Of tests' nodes, which live too shortly for more. */
  private static final String SMALL = "-XX:TieredStopAtLevel=1 -Xmx256m";

  private Launcher() {}

  /** Runs a command to its end. */
  public static CommandRun run(String... arguments) {
    try {
      Path out = Files.createTempFile("understudy", ".out");
      Path err = Files.createTempFile("understudy", ".err");
      Process process =
          new ProcessBuilder(command(List.of(arguments)))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + List.of(arguments));
      }
      CommandRun run =
          new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Starts a command that goes on; what it says goes into a file. */
  public static Process start(Path log, List<String> arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("UNDERSTUDY_JAVA_OPTIONS", SMALL);
    return builder.start();
  }

  /** Runs a verb at a gateway to its end. */
  public static CommandRun at(String endpoint, List<String> words, String... more) {
    return run(atEndpoint(endpoint, words, more));
  }

  static String[] atEndpoint(String endpoint, List<String> words, String... more) {
    return Stream.of(words.stream(), Stream.of(more), Stream.of("--endpoint", endpoint))
        .flatMap(one -> one)
        .toArray(String[]::new);
  }

  /** Some words, and more. */
  static String[] words(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static List<String> command(List<String> arguments) {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("understudy"))) {
      folder = folder.resolve("..").normalize();
    }
    List<String> command = new ArrayList<>(List.of(folder.resolve("understudy").toString()));
    command.addAll(arguments);
    return command;
  }
}
