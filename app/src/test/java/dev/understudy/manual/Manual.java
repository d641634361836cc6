package dev.understudy.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project and what is in them. */
final class Manual {

  /** The project's folder. */
  static final Path ROOT = root();

  /**
   * A document.
   *
   * @param path from the project's folder
   */
  record Document(Path path, List<String> lines) {

    /** What stands between fences that name {@code language}, one text each. */
    List<List<String>> blocks(String language) {
      List<List<String>> blocks = new ArrayList<>();
      List<String> open = new ArrayList<>();
      boolean inside = false;
      for (String line : lines) {
        if (!inside && line.strip().equals("```" + language)) {
          inside = true;
          open = new ArrayList<>();
        } else if (inside && line.strip().equals("```")) {
          inside = false;
          blocks.add(open);
        } else if (inside) {
          open.add(line);
        }
      }
      return blocks;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  private Manual() {}

  /** All documents: those in the project's folder and those in docs. */
  static List<Document> documents() {
    return Stream.concat(files(ROOT, 1), files(ROOT.resolve("docs"), 3))
        .filter(path -> path.toString().endsWith(".md"))
        .map(path -> new Document(ROOT.relativize(path), lines(path)))
        .toList();
  }

  static Document document(String path) {
    return new Document(Path.of(path), lines(ROOT.resolve(path)));
  }

  /** The Java sources of all modules, or those whose path contains {@code part}. */
  static List<Path> sources(String part) {
    return files(ROOT, Integer.MAX_VALUE)
        .filter(path -> path.toString().endsWith(".java"))
        .filter(path -> ROOT.relativize(path).toString().contains(part))
        .toList();
  }

  static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder, int depth) {
    try (Stream<Path> found = Files.find(folder, depth, (path, is) -> is.isRegularFile())) {
      return found.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("understudy"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }
}
