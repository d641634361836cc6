package dev.understudy.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java with the modules that are needed, and the system's libraries that it is linked to. */
final class JavaRuntime {

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
    Shell.run(
        List.of(
            jlink,
            "--add-modules",
            modules,
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--output",
            folder.toString()));
    return new JavaRuntime(folder);
  }

  Path folder() {
    return folder;
  }

  static String version() {
    return System.getProperty("java.runtime.version");
  }

  /** What it is made of: the libraries that it needs, and the Java that it was linked from. */
  Set<String> origins(Set<String> libraries) {
    Set<String> origins = new TreeSet<>(libraries);
    origins.add(Path.of(System.getProperty("java.home"), "lib", "libjava.so").toString());
    return origins;
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
    Matcher found = LIBRARY.matcher(Shell.run(command));
    while (found.find()) {
      if (!found.group(1).startsWith(folder.toString())) {
        libraries.add(found.group(1));
      }
    }
    return libraries;
  }
}
