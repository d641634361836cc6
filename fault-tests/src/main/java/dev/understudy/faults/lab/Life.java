package dev.understudy.faults.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One life of a process. Its number is given to another process some day, but never with the same
 * begin.
 *
 * @param pid the number
 * @param begin when it began, in ticks since this machine did
 */
record Life(long pid, long begin) {

  /** Where the fields of {@code /proc/PID/stat} stand, counted behind the name. */
  private static final int STATE = 0;

  private static final int BEGIN = 19;

  /** This process's. */
  static Life own() {
    long pid = ProcessHandle.current().pid();
    return of(pid).orElseThrow(() -> new LabFailure("there is no process " + pid + " in /proc"));
  }

  /** The life that a number stands for now; none if its process has ended. */
  static Optional<Life> of(long pid) {
    Path file = Path.of("/proc", String.valueOf(pid), "stat");
    try {
      String stat = Files.readString(file);
      // the name may have anything in it, brackets too
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      // a zombie has ended; only nobody has asked how
      return fields[STATE].equals("Z")
          ? Optional.empty()
          : Optional.of(new Life(pid, Long.parseLong(fields[BEGIN])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // the process ended while its file was read
      if (ProcessHandle.of(pid).isEmpty()) {
        return Optional.empty();
      }
      throw new LabFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether it goes on. */
  boolean lasts() {
    return of(pid).equals(Optional.of(this));
  }
}
