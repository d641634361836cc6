package dev.understudy.faults.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network namespaces of labs on this machine. Their names tell the process that owns them, and
 * when it began: what another left that had the same number is not this one's.
 */
final class Namespaces {

  private static final Path FOLDER = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("us-(\\d+)-(\\d+)-.*");

  private Namespaces() {}

  /** What the names of this process's namespaces begin with. */
  static String prefix() {
    return prefix(Life.own());
  }

  static String prefix(Life owner) {
    return "us-" + owner.pid() + "-" + owner.begin() + "-";
  }

  /**
   * Ends all that runs in the namespaces of a process, and removes them.
   *
   * @throws LabFailure if some could not be removed; all others are
   */
  static void removeOf(Life owner) {
    removeAll(name -> owner(name).equals(Optional.of(owner)));
  }

  /**
   * Removes what processes left that did not come to do it themselves.
   *
   * @throws LabFailure if some could not be removed; all others are
   */
  static void removeLeftovers() {
    removeAll(name -> owner(name).filter(owner -> !owner.lasts()).isPresent());
  }

  private static Optional<Life> owner(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(new Life(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  private static void removeAll(Predicate<String> which) {
    List<String> failures = new ArrayList<>();
    for (String name : names()) {
      if (which.test(name)) {
        try {
          remove(name);
        } catch (LabFailure e) {
          failures.add(e.getMessage());
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new LabFailure("namespaces are left: " + String.join("; ", failures));
    }
  }

  private static void remove(String name) {
    try {
      for (String pid : Command.run("ip", "netns", "pids", name).split("\\s+", -1)) {
        if (!pid.isEmpty()) {
          ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
      }
      Command.run("ip", "netns", "delete", name);
    } catch (LabFailure e) {
      // another lab may have removed it meanwhile
      if (Files.exists(FOLDER.resolve(name))) {
        throw e;
      }
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    if (Files.isDirectory(FOLDER)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(FOLDER)) {
        files.forEach(file -> names.add(String.valueOf(file.getFileName())));
      } catch (IOException e) {
        throw new LabFailure("cannot read " + FOLDER + ": " + e.getMessage(), e);
      }
    }
    return names;
  }
}
