package dev.understudy.faults.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of a process. */
public final class Proc {

  private static final long BYTES_A_KIB = 1024;

  private Proc() {}

  /** Whether it stands still, by SIGSTOP. */
  public static boolean isStopped(long pid) {
    return state(status(pid)) == 'T';
  }

  /** How much memory it has in use: its resident set, in bytes. */
  public static long residentBytes(long pid) {
    return residentBytes(status(pid));
  }

  public static char state(String status) {
    return field(status, "State:").charAt(0);
  }

  public static long residentBytes(String status) {
    return Long.parseLong(field(status, "VmRSS:").split(" ", -1)[0]) * BYTES_A_KIB;
  }

  private static String field(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + name + " in " + status));
  }

  private static String status(long pid) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
