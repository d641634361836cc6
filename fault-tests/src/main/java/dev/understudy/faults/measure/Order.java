package dev.understudy.faults.measure;

import dev.understudy.faults.plan.RunFolder;
import dev.understudy.group.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What is to be measured.
 *
 * @param times how often each fault is brought about
 * @param modes of the groups, one after the other
 * @param folder where the logs of all processes go
 * @param progress is told what happens, for people
 */
record Order(int times, List<Mode> modes, Path folder, Consumer<String> progress) {

  Order {
    modes = List.copyOf(modes);
  }

  /** A folder for the logs of one cluster, empty. */
  Path folderOf(String name) throws IOException {
    return RunFolder.cleared(folder.resolve(name));
  }

  /** Tells what happens. */
  void say(String format, Object... values) {
    progress.accept(String.format(Locale.ROOT, format, values));
  }
}
