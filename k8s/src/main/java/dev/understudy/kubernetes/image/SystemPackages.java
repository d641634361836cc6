package dev.understudy.kubernetes.image;

import dev.understudy.app.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packages of this machine that files in the image come from; none where there is no dpkg. */
final class SystemPackages {

  private static final Path COPYRIGHTS = Path.of("/usr/share/doc");

  /**
   * One of them.
   *
   * @param status all that dpkg knows of it
   */
  record SystemPackage(String name, String version, String architecture, String status) {

    /** Where Debian has its licence. */
    Path copyright() {
      return COPYRIGHTS.resolve(name).resolve("copyright");
    }

    /** Under what name scanners know it. */
    String url() {
      return "pkg:deb/debian/%s@%s?arch=%s&distro=debian"
          .formatted(name, version.replace("+", "%2B").replace(":", "%3A"), architecture);
    }
  }

  private SystemPackages() {}

  /** The packages of files, each once, by their names. */
  static List<SystemPackage> of(Collection<String> files) {
    Map<String, SystemPackage> found = new TreeMap<>();
    if (Files.exists(Path.of("/usr/bin/dpkg-query"))) {
      for (String file : files) {
        String name = owner(file);
        if (!name.isEmpty()) {
          found.computeIfAbsent(name, SystemPackages::read);
        }
      }
    }
    return new ArrayList<>(found.values());
  }

  /** "libc6:amd64: /lib/..." is what it says; empty where nobody owns it. */
  private static String owner(String file) {
    try {
      return Shell.run(List.of("dpkg-query", "-S", file)).split(": ", 2)[0];
    } catch (Failure e) {
      return "";
    }
  }

  private static SystemPackage read(String name) {
    String status = Shell.run(List.of("dpkg-query", "-s", name));
    return new SystemPackage(
        field(status, "Package"), field(status, "Version"), field(status, "Architecture"), status);
  }

  private static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }
}
