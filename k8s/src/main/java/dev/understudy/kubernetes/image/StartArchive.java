package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The classes of the program as Java has them in memory once it has read and checked them (class
 * data sharing). A node that finds them there starts with half of the work.
 *
 * <p>Java writes the same bytes for the same classes if nothing is left to chance: neither
 * addresses nor which of its threads comes first. So it runs on one processor, each thread as long
 * as it can, which only root may have it do. One that waits for a file lets another one pass all
 * the same, now and then: so it is done until the same came twice, which is what comes most often.
 */
final class StartArchive {

  /** Its file in the image. */
  static final String NAME = "start.jsa";

  /** The file with the names of the classes. */
  static final String CLASSES = "classes";

  private static final int MOST_DUMPS = 8;
  private static final List<String> SAME_ADDRESSES = List.of("setarch", "--addr-no-randomize");
  private static final List<String> IN_TURN = List.of("chrt", "--fifo", "1");

  /** Java's own threads that wake up now and then, and take memory in between, do not. */
  private static final List<String> NOBODY_WAKES =
      List.of(
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:AsyncDeflationInterval=0",
          "-XX:GuaranteedSafepointInterval=0",
          "-XX:-UsePerfData",
          "-Xrs");

  private static final List<String> OWN_OPTIONS_ONLY =
      List.of("env", "--unset=JAVA_TOOL_OPTIONS", "--unset=JDK_JAVA_OPTIONS");

  private StartArchive() {}

  /**
   * Makes it.
   *
   * @param app the folder of the program's jar
   * @param classes the names of the classes; such as there are no more are left out
   * @param work a folder that is not there yet
   * @return where it is
   */
  static Path of(JavaRuntime java, Path app, Path classes, Path work) throws IOException {
    layOut(app, work);
    unchanged(java.folder());
    Path archive = work.resolve(NAME).toAbsolutePath();
    List<String> command = new ArrayList<>(OWN_OPTIONS_ONLY);
    if (mayRun(SAME_ADDRESSES)) {
      command.addAll(SAME_ADDRESSES);
    }
    command.add(java.folder().resolve("bin/java").toAbsolutePath().toString());
    command.addAll(NOBODY_WAKES);
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-Xint",
            "-XX:+UseSerialGC",
            // a share of the machine's memory otherwise, which stands in the archive
            "-Xmx512m",
            "-XX:SharedClassListFile=" + classes.toAbsolutePath(),
            "-XX:SharedArchiveFile=" + archive,
            "-cp",
            ProgramJars.MAIN));
    List<String> alone = onOneProcessor();
    if (mayRun(alone)) {
      command.addAll(0, alone);
    }
    untilTwiceTheSame(work, command, archive);
    return archive;
  }

  private static void untilTwiceTheSame(Path work, List<String> command, Path archive)
      throws IOException {
    Set<String> made = new HashSet<>();
    for (int i = 0; i < MOST_DUMPS; i++) {
      Files.deleteIfExists(archive);
      Shell.run(work, command);
      if (!made.add(Blob.sha256(Files.readAllBytes(archive)))) {
        return;
      }
    }
    System.err.println(
        "WARNING: the archive of classes was another one each time, and so is the image");
  }

  /** As in the image: Java takes jars for others when their time or their path is another. */
  private static void layOut(Path app, Path folder) throws IOException {
    ProgramJars.of(app).copyTo(folder);
    unchanged(folder);
  }

  private static void unchanged(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(RootFileSystem.TIME));
      }
    }
  }

  private static List<String> onOneProcessor() throws IOException {
    String processors =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("0");
    List<String> words = new ArrayList<>(List.of("taskset", "-c", processors.split("[-,]", 2)[0]));
    words.addAll(IN_TURN);
    return words;
  }

  private static boolean mayRun(List<String> words) {
    List<String> nothing = new ArrayList<>(words);
    nothing.add("true");
    try {
      Shell.run(nothing);
      return true;
    } catch (Failure e) {
      return false;
    }
  }
}
