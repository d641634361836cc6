package dev.understudy.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The jars of the program, as the build leaves them and as they lie in the image.
 *
 * @param files where each is, by where it has to be, in their order
 */
record ProgramJars(Map<String, Path> files) {

  /** The program; its manifest names the others. */
  static final String MAIN = "understudy-app.jar";

  private static final String LIBRARIES = "lib/";
  private static final String OWN = "understudy-";

  /** Those of a build, in the folder of the program's jar. */
  static ProgramJars of(Path app) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    files.put(MAIN, app.resolve(MAIN));
    try (Stream<Path> jars = Files.list(app.resolve(LIBRARIES))) {
      jars.forEach(jar -> files.put(LIBRARIES + jar.getFileName(), jar));
    }
    return new ProgramJars(files);
  }

  /** Whether one is made here, and not a library of others. */
  static boolean isOwn(String place) {
    return place.equals(MAIN) || place.startsWith(LIBRARIES + OWN);
  }

  /** Copies them into a folder that has none. */
  void copyTo(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(LIBRARIES));
    for (Map.Entry<String, Path> jar : files.entrySet()) {
      Files.copy(jar.getValue(), folder.resolve(jar.getKey()));
    }
  }
}
