package dev.understudy.monitor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Programs that some tests need and not every machine has. */
final class Tools {

  /** Set where they have to be there, as in {@code .ci/run}. */
  private static final String REQUIRED = "UNDERSTUDY_REQUIRE_TOOLS";

  private static final int PATIENCE_SECONDS = 60;

  private Tools() {}

  /** Skips the test, and says so, where there is no such program; fails where there has to be. */
  static void need(String program) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!there && System.getenv(REQUIRED) != null) {
      throw new AssertionError(program + " is missing; it comes with Debian's package prometheus");
    }
    assumeTrue(there, program + " is missing; it comes with Debian's package prometheus");
  }

  /** What a program that succeeds writes; fails with it if it does not succeed. */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(written);
    }
    return written;
  }
}
