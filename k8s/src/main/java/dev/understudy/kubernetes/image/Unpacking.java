package dev.understudy.kubernetes.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An image that is unpacked for a while. */
public final class Unpacking implements AutoCloseable {

  private final Path folder;
  private final Unpacked image;

  private Unpacking(Path folder, Unpacked image) {
    this.folder = folder;
    this.image = image;
  }

  /** Unpacks an archive. */
  public static Unpacking of(Path archive) throws IOException {
    Path folder = Files.createTempDirectory("understudy-image");
    // the user of a container walks through it
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Unpacking(folder, Unpacked.of(archive, folder));
  }

  public Unpacked image() {
    return image;
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
