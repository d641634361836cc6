package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run to its end. */
final class Shell {

  private static final long MOST_SECONDS = 600;

  private Shell() {}

  /**
   * Runs it.
   *
   * @return what it wrote
   * @throws Failure if it failed or did not end in time
   */
  static String run(List<String> command) {
    return run(Path.of(""), command);
  }

  /** Likewise, in a folder. */
  static String run(Path folder, List<String> command) {
    String name = Path.of(command.get(0)).getFileName() + ": ";
    try {
      Path output = Files.createTempFile("image", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(MOST_SECONDS, TimeUnit.SECONDS);
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          process.destroyForcibly();
          throw Failure.error(name + text.strip());
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw Failure.error(name + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.error("interrupted");
    }
  }
}
