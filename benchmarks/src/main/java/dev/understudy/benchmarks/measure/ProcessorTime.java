package dev.understudy.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all processors of the machine have worked so far, whoever it was for. */
final class ProcessorTime {

  private static final Path STAT = Path.of("/proc/stat");

  /** The kernel counts in hundredths of a second. */
  private static final double TICK_NANOS = 10_000_000;

  /** Of the numbers in the first line: neither idle (3) nor waiting for a disk (4), nor guests. */
  private static final int[] BUSY = {0, 1, 2, 5, 6, 7};

  private ProcessorTime() {}

  /** Nanoseconds; 0 where the system does not tell. */
  static double busyNanos() {
    if (!Files.isReadable(STAT)) {
      return 0;
    }
    try {
      String[] words = Files.readAllLines(STAT).get(0).trim().split(" +", -1);
      double ticks = 0;
      for (int place : BUSY) {
        ticks += Long.parseLong(words[1 + place]);
      }
      return ticks * TICK_NANOS;
    } catch (IOException e) {
      return 0;
    }
  }
}
