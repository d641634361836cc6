package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java with the modules that are needed, and the system's libraries that it is linked to. */
final class JavaRuntime {

  private static final long MOST_SECONDS = 240;
  private static final Pattern LIBRARY = Pattern.compile("(?:=> )?(/\\S+) \\(0x[0-9a-f]+\\)");

  private final Path folder;

  private JavaRuntime(Path folder) {
    this.folder = folder;
  }

  /**
   * Links it from the JDK that runs this.
   *
   * @param modules separated by commas
   * @param folder which is not there yet
   */
  static JavaRuntime link(String modules, Path folder) {
    String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
    run(
        jlink,
        "--add-modules",
        modules,
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        folder.toString());
    return new JavaRuntime(folder);
  }

  Path folder() {
    return folder;
  }

  /** The libraries of this machine that it needs, by the paths under which it looks for them. */
  Set<String> libraries() throws IOException {
    List<String> command = new ArrayList<>(List.of("ldd"));
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().endsWith(".so") || file.endsWith("bin/java"))
          .map(Path::toString)
          // what draws is not needed, nor are its libraries
          .filter(file -> !file.matches(".*/lib(awt|font|splash|jsound|freetype|lcms|mlib|jawt).*"))
          .sorted()
          .forEach(command::add);
    }
    Set<String> libraries = new TreeSet<>();
    Matcher found = LIBRARY.matcher(run(command.toArray(String[]::new)));
    while (found.find()) {
      if (!found.group(1).startsWith(folder.toString())) {
        libraries.add(found.group(1));
      }
    }
    return libraries;
  }

  private static String run(String... command) {
    String name = Path.of(command[0]).getFileName() + ": ";
    try {
      Path output = Files.createTempFile("image", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
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
