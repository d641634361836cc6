package dev.understudy.kubernetes.image;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is in a layer of the image: folders and files by their path in the image, in that order.
 * Everything belongs to root, and nobody else may write to it.
 */
final class RootFileSystem {

  /** When everything in it was changed last: not zero, which Java takes for no time at all. */
  static final Instant TIME = Instant.parse("2000-01-01T00:00:00Z");

  private static final int FOLDER_MODE = 0755;
  private static final int FILE_MODE = 0644;
  private static final int PROGRAM_MODE = 0755;

  /**
   * One of them.
   *
   * @param mode its permissions
   * @param content empty for a folder
   */
  record Entry(int mode, boolean folder, Buffer content) {

    static Entry folder(int mode) {
      return new Entry(mode, true, Buffer.buffer());
    }
  }

  private final Map<String, Entry> entries = new TreeMap<>();

  Map<String, Entry> entries() {
    return entries;
  }

  /** A folder, with those that it is in. */
  void folder(String path, int mode) {
    parents(path);
    entries.put(path, Entry.folder(mode));
  }

  /** A text. */
  void text(String path, List<String> lines) {
    parents(path);
    Buffer content = Buffer.buffer(String.join("\n", lines) + "\n");
    entries.put(path, new Entry(FILE_MODE, false, content));
  }

  /** A copy of a file of this machine, links followed. */
  void file(String path, Path source) throws IOException {
    parents(path);
    int mode = Files.isExecutable(source) ? PROGRAM_MODE : FILE_MODE;
    entries.put(path, new Entry(mode, false, Buffer.buffer(Files.readAllBytes(source))));
  }

  /** A copy of a folder of this machine with all that is in it. */
  void copy(String path, Path source) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.sorted().toList()) {
        if (Files.isRegularFile(file)) {
          file(path + "/" + source.relativize(file), file);
        }
      }
    }
  }

  private void parents(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      entries.putIfAbsent(path.substring(0, slash), Entry.folder(FOLDER_MODE));
    }
  }
}
