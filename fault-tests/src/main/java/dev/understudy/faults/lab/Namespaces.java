package dev.understudy.faults.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network namespaces of labs on this machine. Their names tell the process that owns them. */
final class Namespaces {

  private static final Path FOLDER = Path.of("/run/netns");
  private static final Pattern NAME = Pattern.compile("us-(\\d+)-.*");

  private Namespaces() {}

  /** What the names of this process's namespaces begin with. */
  static String prefix() {
    return prefix(ProcessHandle.current().pid());
  }

  static String prefix(long pid) {
    return "us-" + pid + "-";
  }

  /** Ends all that runs in the namespaces of a process, and removes them. */
  static void removeOf(long pid) {
    for (String name : names()) {
      if (name.startsWith(prefix(pid))) {
        remove(name);
      }
    }
  }

  /** Removes what processes left that did not come to do it themselves. */
  static void removeLeftovers() {
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()
          && !ProcessHandle.of(Long.parseLong(matcher.group(1)))
              .map(ProcessHandle::isAlive)
              .orElse(false)) {
        remove(name);
      }
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
