package dev.understudy.faults.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The wall clock of one process, to be set while it runs, by libfaketime. What the process measures
 * with its monotonic clock, and how long it waits, stays right.
 */
public final class ClockShift {

  private static final double MILLIS = 1_000.0;

  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib/x86_64-linux-gnu/faketime",
          "/usr/lib/aarch64-linux-gnu/faketime",
          "/usr/lib64/faketime",
          "/usr/lib/faketime",
          "/usr/local/lib/faketime");

  private static final Path SHARED = Path.of("/dev/shm");

  private final Path file;

  /**
   * A clock that goes right so far.
   *
   * @param folder where the process finds how much its clock is to be wrong
   * @param name of the process
   */
  public ClockShift(Path folder, String name) {
    this.file = folder.resolve(name + ".clock");
    by(Duration.ZERO);
  }

  /** Why no clock can be shifted here. */
  public static Optional<String> missing() {
    return library().isPresent()
        ? Optional.empty()
        : Optional.of("a clock that jumps needs libfaketime");
  }

  /**
   * The program with this clock.
   *
   * @throws LabFailure if it cannot be done here; see {@link #missing}
   */
  public Program on(Program program) {
    Path library = library().orElseThrow(() -> new LabFailure(missing().orElse("")));
    return program
        .with("LD_PRELOAD", library.toString())
        .with("FAKETIME_TIMESTAMP_FILE", file.toAbsolutePath().toString())
        .with("FAKETIME_NO_CACHE", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // with that "fix", a wait for a time ends at once or never
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /**
   * Removes what libfaketime shares between a process and those that it starts, if it had a clock
   * of this kind: one that is killed leaves it.
   */
  static void forget(long pid) {
    for (String shared : List.of("faketime_shm_" + pid, "sem.faketime_sem_" + pid)) {
      try {
        Files.deleteIfExists(SHARED.resolve(shared));
      } catch (IOException e) {
        throw new LabFailure("cannot remove what a clock has left: " + e.getMessage(), e);
      }
    }
  }

  /** Sets the clock ahead of the true one, or behind it; zero sets it right. */
  public void by(Duration ahead) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      // the process may look at any moment
      Files.writeString(next, String.format(Locale.ROOT, "%+.3f%n", ahead.toMillis() / MILLIS));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new LabFailure("cannot set a clock: " + e.getMessage(), e);
    }
  }

  private static Optional<Path> library() {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, "libfaketimeMT.so.1"))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
